import type { Change, Path, ValueText } from '../../../shared/change.ts'
import { type JsonDocument, kinds } from '../../../shared/json/parse.ts'
import { childrenOf, isContainer, keyOf } from '../../../shared/json/read.ts'

/** What happened to a node. `within`: something below it changed. */
export interface NodeMark {
  kind: 'added' | 'changed' | 'moved' | 'within'
  /** What stood there before; null: nothing did, or it only moved. */
  before: ValueText | null
}

export interface Marks {
  of: ReadonlyMap<number, NodeMark>
  /** The nodes that changes lead to, in the order of the document. */
  places: number[]
  /** What the document no longer has. */
  removed: Change[]
}

/**
 * The nodes of a document that changes lead to.
 * @param base where the document itself lies in the paths of the changes
 */
export function marksOf(json: JsonDocument, changes: Change[], base: Path): Marks {
  const of = new Map<number, NodeMark>()
  const removed: Change[] = []
  const places = new Set<number>()
  for (const change of changes) {
    const node = change.kind === 'removed' ? -1 : nodeBelow(json, change.path, base)
    if (change.kind === 'removed') removed.push(change)
    if (change.kind === 'removed' || node < 0) continue
    places.add(node)
    const before = change.kind === 'changed' ? change.before : null
    // An element that moved may have changed as well: what it holds says so.
    of.set(node, { kind: change.kind, before })
    if (change.kind === 'added' || change.kind === 'changed') markAll(json, node, of)
    for (let at = json.parent[node] as number; at >= 0 && !of.has(at); at = json.parent[at] as number) {
      of.set(at, { kind: 'within', before: null })
    }
  }
  return { of, removed, places: [...places].sort((a, b) => a - b) }
}

/** All that lies in a value that is new is new. */
function markAll(json: JsonDocument, node: number, of: Map<number, NodeMark>): void {
  const end = json.next[node] as number
  for (let below = node + 1; below < end; below++) of.set(below, { kind: 'added', before: null })
}

/** -1: the path leads elsewhere. Of a repeated key the last counts, as for `JSON.parse`. */
function nodeBelow(json: JsonDocument, path: Path, base: Path): number {
  if (base.some((step, place) => path[place] !== step)) return -1
  let node = 0
  for (const step of path.slice(base.length)) {
    if (!isContainer(json, node)) return -1
    const isPlace = json.kind[node] === kinds.array
    let found = -1
    for (const child of childrenOf(json, node)) {
      if (keyOf(json, child) === step) found = child
      if (isPlace && found >= 0) break
    }
    if (found < 0) return -1
    node = found
  }
  return node
}
