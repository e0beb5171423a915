import { type Kysely, sql } from 'kysely'
import { compareJson } from '../../../../shared/diff/compare-json.ts'
import { type JsonDocument, parseJson } from '../../../../shared/json/parse.ts'
import { decodeUtf8 } from '../../../../shared/request-formats/bytes.ts'
import { type Placed, secondOf } from '../../../../shared/stack/order-flags.ts'
import type { Schema } from '../../schema.ts'

/** Bytes of bodies that are kept, read and parsed, for the next comparison. */
const KEPT_BYTES = 4 * 1024 * 1024
/** Larger bodies are not compared: a sender could have fifty of the largest read and parsed for each event. */
const LARGEST_COMPARED = 256 * 1024

interface Content {
  body: Buffer
  document: JsonDocument | null
}

/** Tells of events whether what they say differs, and keeps what it has read of them for a while. */
export class Bodies {
  readonly #db: Kysely<Schema>
  readonly #kept = new Map<number, Content>()
  #keptBytes = 0

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /**
   * What tells whether another event says something else than this one. The bodies of those that were made in another
   * second are not read, and those events not to be asked for.
   */
  async against(event: Placed, others: readonly Placed[]): Promise<(seq: number) => boolean> {
    const rivals = others.filter(
      (other) =>
        secondOf(other) === secondOf(event) &&
        (other.messageId === null || other.messageId !== event.messageId),
    )
    if (rivals.length === 0) return () => false
    const contents = await this.#read([event.seq, ...rivals.map(({ seq }) => seq)])
    const own = contents.get(event.seq)
    return (seq) => {
      const other = contents.get(seq)
      return own !== undefined && other !== undefined && saysOther(other, own)
    }
  }

  async #read(seqs: number[]): Promise<Map<number, Content>> {
    const missing = seqs.filter((seq) => !this.#kept.has(seq))
    const rows =
      missing.length === 0
        ? []
        : await this.#db
            .selectFrom('event_contents')
            .select(['seq', 'body'])
            .where('seq', 'in', missing)
            .where(sql<number>`length(body)`, '<=', LARGEST_COMPARED)
            .execute()
    for (const { seq, body } of rows) {
      this.#kept.set(seq, { body: Buffer.from(body), document: parseJson(decodeUtf8(body)).document })
      this.#keptBytes += body.byteLength
    }
    const contents = new Map<number, Content>()
    for (const seq of seqs) {
      const content = this.#kept.get(seq)
      if (content) contents.set(seq, content)
    }
    for (const [seq, { body }] of this.#kept) {
      if (this.#keptBytes <= KEPT_BYTES) break
      this.#kept.delete(seq)
      this.#keptBytes -= body.byteLength
    }
    return contents
  }
}

function saysOther(one: Content, other: Content): boolean {
  if (one.body.equals(other.body)) return false
  if (one.document === null || other.document === null) return one.document !== other.document
  return compareJson(one.document, other.document).changes.some(({ noise }) => !noise)
}
