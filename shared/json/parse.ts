/**
 * JSON as it stands in its text. Every node is a stretch of the text, so nothing that came is lost:
 * numbers keep all their digits, repeated keys are all there, `__proto__` is a key like any other.
 * Nodes are in the order of the text; typed arrays keep five megabytes cheap.
 */
export interface JsonDocument {
  text: string
  count: number
  kind: Uint8Array
  /** Offsets of the value, the end exclusive. */
  start: Int32Array
  end: Int32Array
  /** Offset of the key's opening quote, or -1 for the root and for elements of an array. */
  key: Int32Array
  keyEnd: Int32Array
  parent: Int32Array
  depth: Int32Array
  /** The index after the last node within this one. */
  next: Int32Array
  /** How many members or elements. */
  size: Int32Array
  /** Place among the parent's members. */
  place: Int32Array
}

export const kinds = { object: 0, array: 1, string: 2, number: 3, true: 4, false: 5, null: 6 } as const

/** Why a text is not JSON, and where. */
export interface JsonProblem {
  at: number
  line: number
  column: number
  expected: string
}

export type JsonResult = { document: JsonDocument; problem: null } | { document: null; problem: JsonProblem }

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const literals = { t: ['true', kinds.true], f: ['false', kinds.false], n: ['null', kinds.null] } as const

/** Reads a text without recursion: ten thousand levels are as good as two. */
export function parseJson(text: string): JsonResult {
  const nodes = new Nodes(text)
  let at = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)
  let open = -1
  let key = -1
  let keyEnd = -1

  for (;;) {
    // A value is due at `at`.
    const code = text.charCodeAt(at)
    if (code === 0x7b || code === 0x5b) {
      const isObject = code === 0x7b
      open = nodes.add(isObject ? kinds.object : kinds.array, at, open, key, keyEnd)
      at = skipSpace(text, at + 1)
      const closes = text.charCodeAt(at) === (isObject ? 0x7d : 0x5d)
      if (!closes) {
        if (!isObject) {
          key = -1
          continue
        }
        const found = readKey(text, at)
        if (found === null) return fail(text, at, 'a key in double quotes, or "}"')
        ;({ key, keyEnd, at } = found)
        if (at < 0) return fail(text, skipSpace(text, keyEnd), '":"')
        continue
      }
    } else {
      const leaf = readLeaf(text, at)
      if (leaf === null) return fail(text, at, 'a value')
      // Not in one line: adding a node may replace the array.
      const node = nodes.add(leaf.kind, at, open, key, keyEnd)
      nodes.end[node] = leaf.end
      at = leaf.end
      if (open < 0) break
      at = skipSpace(text, at)
    }
    // A value has ended, or a container was empty: close what closes, then go on after a comma.
    for (;;) {
      const isObject = nodes.kind[open] === kinds.object
      const now = text.charCodeAt(at)
      if (now === (isObject ? 0x7d : 0x5d)) {
        nodes.close(open, ++at)
        open = nodes.parent[open] as number
        if (open < 0) break
        at = skipSpace(text, at)
        continue
      }
      if (now !== 0x2c) return fail(text, at, isObject ? '"," or "}"' : '"," or "]"')
      at = skipSpace(text, at + 1)
      key = -1
      if (isObject) {
        const found = readKey(text, at)
        if (found === null) return fail(text, at, 'a key in double quotes')
        ;({ key, keyEnd, at } = found)
        if (at < 0) return fail(text, skipSpace(text, keyEnd), '":"')
      }
      break
    }
    if (open < 0) break
  }
  at = skipSpace(text, at)
  if (at < text.length) return fail(text, at, 'the end of the text')
  return { document: nodes.finish(), problem: null }
}

/** The key's quotes and where its value begins; `at` -1 when the colon is missing. */
function readKey(text: string, at: number): { key: number; keyEnd: number; at: number } | null {
  const keyEnd = stringEnd(text, at)
  if (keyEnd < 0) return null
  const colon = skipSpace(text, keyEnd)
  return { key: at, keyEnd, at: text.charCodeAt(colon) === 0x3a ? skipSpace(text, colon + 1) : -1 }
}

function readLeaf(text: string, at: number): { kind: number; end: number } | null {
  const first = text[at]
  if (first === '"') {
    const end = stringEnd(text, at)
    return end < 0 ? null : { kind: kinds.string, end }
  }
  if (first === 't' || first === 'f' || first === 'n') {
    const [word, kind] = literals[first]
    return text.startsWith(word, at) ? { kind, end: at + word.length } : null
  }
  number.lastIndex = at
  return number.test(text) ? { kind: kinds.number, end: number.lastIndex } : null
}

/** The offset after a string's closing quote, or -1. */
function stringEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x22) return -1
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) return i + 1
    if (code < 0x20) return -1
    if (code !== 0x5c) continue
    const escaped = text.charCodeAt(++i)
    if (escaped === 0x75) {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) return -1
      i += 4
    } else if (!'"\\/bfnrt'.includes(String.fromCharCode(escaped))) return -1
  }
  return -1
}

function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at
    at++
  }
}

function fail(text: string, at: number, expected: string): JsonResult {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return { document: null, problem: { at, line, column: at - before.lastIndexOf('\n'), expected } }
}

class Nodes {
  readonly text: string
  count = 0
  kind = new Uint8Array(256)
  start = new Int32Array(256)
  end = new Int32Array(256)
  key = new Int32Array(256)
  keyEnd = new Int32Array(256)
  parent = new Int32Array(256)
  depth = new Int32Array(256)
  next = new Int32Array(256)
  size = new Int32Array(256)
  place = new Int32Array(256)

  constructor(text: string) {
    this.text = text
  }

  add(kind: number, start: number, parent: number, key: number, keyEnd: number): number {
    const index = this.count++
    if (index === this.kind.length) this.grow()
    this.kind[index] = kind
    this.start[index] = start
    this.key[index] = key
    this.keyEnd[index] = keyEnd
    this.parent[index] = parent
    this.next[index] = index + 1
    if (parent >= 0) {
      this.depth[index] = (this.depth[parent] as number) + 1
      this.place[index] = this.size[parent] as number
      this.size[parent] = (this.size[parent] as number) + 1
    }
    return index
  }

  close(index: number, end: number): void {
    this.end[index] = end
    this.next[index] = this.count
  }

  finish(): JsonDocument {
    const { text, count, kind, start, end, key, keyEnd, parent, depth, next, size, place } = this
    return { text, count, kind, start, end, key, keyEnd, parent, depth, next, size, place }
  }

  private grow(): void {
    const larger = (array: Int32Array<ArrayBuffer>) => {
      const copy = new Int32Array(array.length * 2)
      copy.set(array)
      return copy
    }
    const kind = new Uint8Array(this.kind.length * 2)
    kind.set(this.kind)
    this.kind = kind
    this.start = larger(this.start)
    this.end = larger(this.end)
    this.key = larger(this.key)
    this.keyEnd = larger(this.keyEnd)
    this.parent = larger(this.parent)
    this.depth = larger(this.depth)
    this.next = larger(this.next)
    this.size = larger(this.size)
    this.place = larger(this.place)
  }
}
