import { type JsonDocument, kinds } from '../../shared/json/parse.ts'
import { copyText, isContainer, keyOf, rawValue } from '../../shared/json/read.ts'
import { fold } from '../../shared/query/fold.ts'
import { isBare, parseQuery, printTerm, QueryError, quote, type Term } from '../../shared/query/query.ts'

/** Longer values are not searched for as a whole. */
const LONGEST = 200

/** The term that asks for a value of the payload at its path; null: the language cannot ask for it. */
export function termOfNode(json: JsonDocument, node: number): string | null {
  if (isContainer(json, node)) return null
  const raw = rawValue(json, node)
  const path = keysTo(json, node)
  if (path[0] !== 'data' || path.length < 2 || raw.length > LONGEST) return null
  if (json.kind[node] === kinds.string) {
    const pattern = { text: copyText(json, node), wildcard: false }
    return askable({ kind: 'term', field: 'data', path, value: { kind: 'text', pattern } })
  }
  const literal = JSON.parse(raw) as number | boolean | null
  return askable({ kind: 'term', field: 'data', path, value: { kind: 'literal', text: raw, literal } })
}

/** The term that asks for a header with this value; null: the language cannot ask for it. */
export function termOfHeader(name: string, value: string): string | null {
  const pattern = { text: value, wildcard: false }
  return askable({ kind: 'term', field: 'header', name: fold(name), pattern })
}

/** The term that asks for what has this type, message or entity; null: the language cannot ask for it. */
export function termOfId(field: 'type' | 'message' | 'entity', id: string): string | null {
  if (field === 'entity') return readable(`entity:${isBare(id) ? id : quote(id)}`)
  return askable({ kind: 'term', field, pattern: { text: id, wildcard: false } })
}

/** Without the places in arrays: the language then asks for any element. */
function keysTo(json: JsonDocument, node: number): string[] {
  const keys: string[] = []
  for (let at = node; (json.parent[at] as number) >= 0; at = json.parent[at] as number) {
    const key = keyOf(json, at)
    if (typeof key === 'string') keys.push(key)
  }
  return keys.reverse()
}

function askable(term: Term): string | null {
  return readable(printTerm(term))
}

/** The search bar has one line, and nothing that is shown there may read otherwise. */
function readable(text: string): string | null {
  if (text.length > 2 * LONGEST || /[\r\n]/.test(text)) return null
  try {
    parseQuery(text)
    return text
  } catch (error) {
    if (error instanceof QueryError) return null
    throw error
  }
}
