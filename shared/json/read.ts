import { type JsonDocument, kinds } from './parse.ts'

/** The value's text as it was received. */
export function rawValue(json: JsonDocument, node: number): string {
  return json.text.slice(json.start[node], json.end[node])
}

/** The key, decoded; the place for an element of an array; null for the root. */
export function keyOf(json: JsonDocument, node: number): string | number | null {
  const key = json.key[node] as number
  if (key >= 0) return decode(json.text.slice(key, json.keyEnd[node]))
  return (json.parent[node] as number) < 0 ? null : (json.place[node] as number)
}

/** What one wants on the clipboard: the text of a string, the received text of everything else. */
export function copyText(json: JsonDocument, node: number): string {
  const raw = rawValue(json, node)
  return json.kind[node] === kinds.string ? decode(raw) : raw
}

/** `data.teams[0].id`; keys that are no plain names stand in brackets and quotes. */
export function pathOf(json: JsonDocument, node: number): string {
  const steps: string[] = []
  for (let at = node; (json.parent[at] as number) >= 0; at = json.parent[at] as number) {
    const key = keyOf(json, at)
    steps.push(typeof key === 'number' ? `[${key}]` : memberStep(key ?? ''))
  }
  return steps.reverse().join('').replace(/^\./, '') || '$'
}

/** The key with its quotes, as it was received. */
export function rawKey(json: JsonDocument, node: number): string {
  return json.text.slice(json.key[node], json.keyEnd[node])
}

/** The members or elements of a container, in their order. */
export function* childrenOf(json: JsonDocument, node: number): Generator<number> {
  const end = json.next[node] as number
  for (let child = node + 1; child < end; child = json.next[child] as number) yield child
}

/**
 * The node at the end of a path below the root, the last one of a repeated key, as `JSON.parse` would have it;
 * -1: there is none. In an array a step of digits is a place.
 */
export function nodeAt(json: JsonDocument, path: readonly string[]): number {
  let node = 0
  for (const step of path) {
    if (node < 0 || !isContainer(json, node)) return -1
    let found = -1
    for (const child of childrenOf(json, node)) if (String(keyOf(json, child)) === step) found = child
    node = found
  }
  return node
}

/** A key as paths have it: `.name`, or in brackets and quotes where it is no plain name. */
export function memberStep(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

export function isContainer(json: JsonDocument, node: number): boolean {
  return (json.kind[node] as number) <= kinds.array
}

/** The date that a number under a `…_millis` key stands for. */
export function millisDate(json: JsonDocument, node: number): number | null {
  const key = keyOf(json, node)
  return typeof key === 'string' && key.endsWith('_millis') ? millisOf(json, node) : null
}

/** The epoch milliseconds that a number may be; null: it is none, or no date. */
export function millisOf(json: JsonDocument, node: number): number | null {
  if (json.kind[node] !== kinds.number) return null
  const raw = rawValue(json, node)
  return /^\d{1,15}$/.test(raw) ? Number(raw) : null
}

/** A JSON string's text. The tokenizer has checked it, so that it can be read. */
function decode(literal: string): string {
  return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1)
}
