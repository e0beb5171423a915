import type { JsonDocument } from '../../../shared/json/parse.ts'
import { isContainer } from '../../../shared/json/read.ts'

/** Nodes whose key or leaf value holds `needle`, without regard to case, at most `limit`. */
export function searchJson(json: JsonDocument, needle: string, limit = 10_000): number[] {
  if (needle === '') return []
  const found: number[] = []
  // Some senders write "é" as "\u00e9": both forms mean what was typed.
  const forms = [...new Set([needle, escapeNonAscii(needle)])].map(escapeRegExp)
  let node = 0
  for (const match of json.text.matchAll(new RegExp(forms.join('|'), 'gi'))) {
    const at = match.index
    while (node + 1 < json.count && begin(json, node + 1) <= at) node++
    if (found.at(-1) === node || !holds(json, node, at, match[0].length)) continue
    found.push(node)
    if (found.length === limit) break
  }
  return found
}

function begin(json: JsonDocument, node: number): number {
  const key = json.key[node] as number
  return key >= 0 ? key : (json.start[node] as number)
}

/** The match lies in the node's key or leaf, not in the punctuation between. */
function holds(json: JsonDocument, node: number, at: number, length: number): boolean {
  const key = json.key[node] as number
  if (key >= 0 && at >= key && at + length <= (json.keyEnd[node] as number)) return true
  if (isContainer(json, node)) return false
  return at >= (json.start[node] as number) && at + length <= (json.end[node] as number)
}

function escapeNonAscii(text: string): string {
  return text.replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
