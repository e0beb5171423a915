import { type JsonDocument, kinds } from '../../../shared/json/parse.ts'

/** Deeper levels stand no further to the right: spaces would outgrow the text. */
const DEEPEST = 60

/** A JSON text with every member on a line of its own. Keys and values are written as they came. */
export function prettyJson(json: JsonDocument, lineEnd = '\n'): string {
  const out: string[] = []
  const open: number[] = []
  const newLine = () => out.push(lineEnd, '  '.repeat(Math.min(open.length, DEEPEST)))
  const closeEnded = (index: number) => {
    for (let top = open.at(-1); top !== undefined && json.next[top] === index; top = open.at(-1)) {
      open.pop()
      newLine()
      out.push(json.kind[top] === kinds.object ? '}' : ']')
    }
  }
  for (let node = 0; node < json.count; node++) {
    closeEnded(node)
    if (node > 0) {
      if ((json.place[node] as number) > 0) out.push(',')
      newLine()
    }
    const key = json.key[node] as number
    if (key >= 0) out.push(json.text.slice(key, json.keyEnd[node]), ': ')
    const kind = json.kind[node] as number
    if (kind > kinds.array) out.push(json.text.slice(json.start[node], json.end[node]))
    else if (json.size[node] === 0) out.push(kind === kinds.object ? '{}' : '[]')
    else {
      out.push(kind === kinds.object ? '{' : '[')
      open.push(node)
    }
  }
  closeEnded(json.count)
  return out.join('')
}
