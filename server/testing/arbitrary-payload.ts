import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { samplePayload, sampleTypes } from '../../shared/stack/samples.ts'

/** Names as people have them, some beyond ASCII and beyond Latin-1. */
const name = fc.oneof(
  fc.constantFrom('Ada Lovelace', 'Zoë Ünal', 'O’Brien & Söhne <b>', '山田 太郎', 'a/b\\c "d"', '😀'),
  fc.string({ maxLength: 20 }),
)

const metadata = fc.jsonValue({ maxDepth: 2 })

/** The body of a Stack event, as Stack writes it. */
export const stackBody: fc.Arbitrary<Buffer> = fc
  .record({ type: fc.constantFrom(...sampleTypes), name, metadata })
  .map(({ type, name, metadata }) => {
    const payload = samplePayload(type, { uuid: randomUUID, now: () => 1_777_000_000_000 })
    const data = { ...payload?.data, display_name: name, server_metadata: metadata }
    return Buffer.from(JSON.stringify({ type, data }))
  })
