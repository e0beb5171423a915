import type { JsonDocument } from '../../../shared/json/parse.ts'
import { isContainer } from '../../../shared/json/read.ts'

/** Which containers are open: those above `level`, except for the ones that were toggled. */
export interface Folding {
  level: number
  toggled: ReadonlySet<number>
}

export function isOpen(json: JsonDocument, folding: Folding, node: number): boolean {
  return (json.depth[node] as number) < folding.level !== folding.toggled.has(node)
}

/** The nodes that are on display, in order. The work is that of what is shown, not of what is folded away. */
export function visibleNodes(json: JsonDocument, folding: Folding): Int32Array {
  const rows = new Int32Array(json.count)
  let count = 0
  for (let node = 0; node < json.count; ) {
    rows[count++] = node
    const shut = isContainer(json, node) && !isOpen(json, folding, node)
    node = shut ? (json.next[node] as number) : node + 1
  }
  return rows.subarray(0, count)
}

/** A small payload is shown whole; a large one as far as fits into `room` rows. */
export function firstFolding(json: JsonDocument, room = 400): Folding {
  const perDepth: number[] = []
  for (let node = 0; node < json.count; node++) {
    const depth = json.depth[node] as number
    perDepth[depth] = (perDepth[depth] ?? 0) + 1
  }
  let shown = perDepth[0] ?? 0
  let level = 0
  while (level + 1 < perDepth.length && shown + (perDepth[level + 1] ?? 0) <= room) {
    shown += perDepth[++level] ?? 0
  }
  return { level: Math.max(level, 1), toggled: new Set() }
}

/** The same folding with every container that holds `node` open. */
export function reveal(json: JsonDocument, folding: Folding, node: number): Folding {
  const toggled = new Set(folding.toggled)
  for (let at = json.parent[node] as number; at >= 0; at = json.parent[at] as number) {
    if (!isOpen(json, { ...folding, toggled }, at)) {
      if (toggled.has(at)) toggled.delete(at)
      else toggled.add(at)
    }
  }
  return { ...folding, toggled }
}
