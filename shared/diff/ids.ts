import { type JsonDocument, kinds } from '../json/parse.ts'
import { childrenOf, keyOf, rawKey, rawValue } from '../json/read.ts'
import { canonicalNumber } from './decimal.ts'

/** Of each node a number: two nodes have the same one exactly if they are the same. */
export interface Ids {
  /** The same value: however numbers and strings are spelled, in whatever order members stand. */
  meaning: Int32Array
  /** The same text but for white space. */
  spelling: Int32Array
}

/** A document with the ids of its nodes. */
export interface Side {
  json: JsonDocument
  ids: Ids
}

/** Two documents to be compared. Nothing is hashed: no sender can make what differs look equal. */
export function sidesOf(left: JsonDocument, right: JsonDocument): { left: Side; right: Side } {
  const known = new Map<string, number>()
  const idOf = (text: string): number => {
    const id = known.get(text) ?? known.size
    if (id === known.size) known.set(text, id)
    return id
  }
  return {
    left: { json: left, ids: numbered(left, idOf) },
    right: { json: right, ids: numbered(right, idOf) },
  }
}

/** Children come after their parents in the text: from the end on, each node's children are known before it. */
function numbered(json: JsonDocument, idOf: (text: string) => number): Ids {
  const meaning = new Int32Array(json.count)
  const spelling = new Int32Array(json.count)
  for (let node = json.count - 1; node >= 0; node--) {
    if ((json.kind[node] as number) > kinds.array) {
      const raw = rawValue(json, node)
      spelling[node] = idOf(`=${raw}`)
      meaning[node] = idOf(leafMeaning(json.kind[node] as number, raw))
    } else {
      const isObject = json.kind[node] === kinds.object
      const meanings: string[] = []
      const spellings: string[] = []
      for (const child of childrenOf(json, node)) {
        meanings.push(`${isObject ? `${idOf(`.${keyOf(json, child)}`)}:` : ''}${meaning[child]}`)
        spellings.push(`${isObject ? `${idOf(`=${rawKey(json, child)}`)}:` : ''}${spelling[child]}`)
      }
      // The order of repeated keys says which value is the last.
      if (isObject && !repeatsKey(meanings)) meanings.sort()
      meaning[node] = idOf(`${isObject ? '{' : '['}${meanings.join()}`)
      spelling[node] = idOf(`${isObject ? '<' : '('}${spellings.join()}`)
    }
  }
  return { meaning, spelling }
}

function leafMeaning(kind: number, raw: string): string {
  if (kind === kinds.number) return `#${canonicalNumber(raw)}`
  // Most strings are spelled as they are.
  if (kind === kinds.string && raw.includes('\\')) return `=${JSON.stringify(JSON.parse(raw))}`
  return `=${raw}`
}

function repeatsKey(members: string[]): boolean {
  return new Set(members.map((member) => member.slice(0, member.indexOf(':')))).size < members.length
}
