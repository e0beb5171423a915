import { type JsonDocument, kinds } from './parse.ts'

/** How a JSON text is written: everything that may differ while its meaning stays. */
export interface JsonStyle {
  /** One level of indentation; null: all on one line. */
  indent: string | null
  /** Between members on one line. */
  comma: ',' | ', '
  colon: ':' | ': '
  strings: StringStyle
  /** Members in the order of their keys. */
  sorted: boolean
  /** `keep`: as they stand. `javascript`: as JavaScript writes them, 1.0 as 1. */
  numbers: 'keep' | 'javascript'
}

/** `keep`: as they stand; the others say which characters are escaped besides those that must be. */
export type StringStyle = 'keep' | 'plain' | 'ascii' | 'ASCII' | 'slashes' | 'slashesAscii' | 'html'

/** Writes a document anew. Without recursion; the values themselves are never changed. */
export function formatJson(document: JsonDocument, style: JsonStyle): string {
  const parts: string[] = []
  const order = style.sorted ? sortedOrder(document) : null
  const stack: { closes: string; depth: number }[] = []
  let previousDepth = -1
  for (let i = 0; i < document.count; i++) {
    const node = order ? (order[i] as number) : i
    const depth = document.depth[node] as number
    while (stack.length > depth) close(parts, stack, style)
    if (depth > 0) {
      if (previousDepth >= depth) parts.push(style.indent === null ? style.comma : ',')
      parts.push(lineBreak(style, depth))
    }
    previousDepth = depth
    const key = document.key[node] as number
    if (key >= 0) {
      parts.push(writeString(document.text.slice(key, document.keyEnd[node]), style.strings), style.colon)
    }
    writeValue(parts, stack, document, node, style)
  }
  while (stack.length > 0) close(parts, stack, style)
  return parts.join('')
}

function writeValue(
  parts: string[],
  stack: { closes: string; depth: number }[],
  document: JsonDocument,
  node: number,
  style: JsonStyle,
): void {
  const kind = document.kind[node]
  if (kind === kinds.object || kind === kinds.array) {
    const [opens, closes] = kind === kinds.object ? ['{', '}'] : ['[', ']']
    if (document.size[node] === 0) parts.push(opens, closes)
    else {
      parts.push(opens)
      stack.push({ closes, depth: document.depth[node] as number })
    }
    return
  }
  const raw = document.text.slice(document.start[node], document.end[node])
  if (kind === kinds.string) parts.push(writeString(raw, style.strings))
  else if (kind === kinds.number && style.numbers === 'javascript') parts.push(JSON.stringify(Number(raw)))
  else parts.push(raw)
}

function close(parts: string[], stack: { closes: string; depth: number }[], style: JsonStyle): void {
  const { closes, depth } = stack.pop() as { closes: string; depth: number }
  parts.push(lineBreak(style, depth), closes)
}

function lineBreak({ indent }: JsonStyle, depth: number): string {
  return indent === null ? '' : `\n${indent.repeat(depth)}`
}

function writeString(raw: string, style: StringStyle): string {
  if (style === 'keep') return raw
  const plain = /[\\\ud800-\udfff]/.test(raw) ? JSON.stringify(JSON.parse(raw)) : raw
  switch (style) {
    case 'plain':
      return plain
    case 'ascii':
      return escapeNonAscii(plain)
    case 'ASCII':
      return escapeNonAscii(plain).replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`)
    case 'slashes':
      return plain.replaceAll('/', '\\/')
    case 'slashesAscii':
      return escapeNonAscii(plain.replaceAll('/', '\\/'))
    case 'html':
      return plain.replace(/[<>&\u2028\u2029]/g, escapeCharacter)
  }
}

function escapeNonAscii(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** The nodes in the order in which they are written when every object's members are sorted by key. */
function sortedOrder(document: JsonDocument): Int32Array {
  const order = new Int32Array(document.count)
  const waiting = [0]
  for (let at = 0; waiting.length > 0; at++) {
    const node = waiting.pop() as number
    order[at] = node
    const children: number[] = []
    for (
      let child = node + 1;
      child < (document.next[node] as number);
      child = document.next[child] as number
    ) {
      children.push(child)
    }
    if (document.kind[node] === kinds.object) children.sort((a, b) => compareKeys(document, a, b))
    for (const child of children.reverse()) waiting.push(child)
  }
  return order
}

function compareKeys({ text, key, keyEnd }: JsonDocument, a: number, b: number): number {
  const [left, right] = [text.slice(key[a], keyEnd[a]), text.slice(key[b], keyEnd[b])]
  return left < right ? -1 : left > right ? 1 : 0
}
