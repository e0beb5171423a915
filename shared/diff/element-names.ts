import { type JsonDocument, kinds } from '../json/parse.ts'
import { childrenOf, keyOf, rawValue } from '../json/read.ts'

/**
 * What the elements of two arrays call themselves, in their order: an object by its `id`, or where that is not enough
 * by all of its ids together (`team_id`, `account_id`, …); null: it has none.
 */
export function elementNames(
  left: JsonDocument,
  right: JsonDocument,
  lefts: number[],
  rights: number[],
): { left: (string | null)[]; right: (string | null)[] } {
  const [ones, others] = [lefts.map((node) => ownId(left, node)), rights.map((node) => ownId(right, node))]
  const unclear = new Set([...repeated(ones), ...repeated(others)])
  const name = (json: JsonDocument, node: number, id: string | null) =>
    id === null || unclear.has(id) ? allIds(json, node) : id
  return {
    left: lefts.map((node, i) => name(left, node, ones[i] ?? null)),
    right: rights.map((node, i) => name(right, node, others[i] ?? null)),
  }
}

/** `id="t1"`, or `team_id="t1",user_id="u1"`; null: it has no id. */
export function elementName(json: JsonDocument, node: number): string | null {
  return ownId(json, node) ?? allIds(json, node)
}

/** `id="t1"`, as it stands in the text. */
function ownId(json: JsonDocument, node: number): string | null {
  return idMembers(json, node).find((member) => member.startsWith('id=')) ?? null
}

function allIds(json: JsonDocument, node: number): string | null {
  const ids = idMembers(json, node)
  return ids.length === 0 ? null : ids.join(',')
}

/** Sorted, so that their order does not matter. */
function idMembers(json: JsonDocument, node: number): string[] {
  if (json.kind[node] !== kinds.object) return []
  const ids: string[] = []
  for (const child of childrenOf(json, node)) {
    const key = String(keyOf(json, child))
    if ((key === 'id' || key.endsWith('_id')) && isName(json, child))
      ids.push(`${key}=${rawValue(json, child)}`)
  }
  return ids.sort()
}

/** Longer values name nothing, and would only burden paths. */
const LONGEST = 200

function isName(json: JsonDocument, node: number): boolean {
  const kind = json.kind[node]
  const length = (json.end[node] as number) - (json.start[node] as number)
  return (kind === kinds.string || kind === kinds.number) && length <= LONGEST
}

function repeated(names: (string | null)[]): string[] {
  const seen = new Set<string>()
  const twice: string[] = []
  for (const name of names) {
    if (name === null) continue
    if (seen.has(name)) twice.push(name)
    seen.add(name)
  }
  return twice
}
