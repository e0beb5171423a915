import { type JsonDocument, kinds } from '../json/parse.ts'
import { childrenOf, keyOf } from '../json/read.ts'
import { elementNames } from './element-names.ts'
import type { Side } from './ids.ts'
import { longestAscending } from './longest-ascending.ts'

/** Which children of two containers of the same kind belong together. */
export interface Match {
  /** Left and right, in the order of the left. */
  pairs: [number, number][]
  removed: number[]
  added: number[]
  /** Of the pairs, by their right: those that stand at another place among the elements that both have. */
  moved: Set<number>
}

/** Matches the members of two objects, or the elements of two arrays. */
export function matchChildren(left: Side, right: Side, l: number, r: number): Match {
  const lefts = [...childrenOf(left.json, l)]
  const rights = [...childrenOf(right.json, r)]
  if (left.json.kind[l] === kinds.array) return matchElements(left, right, lefts, rights)
  const keys = (json: JsonDocument, members: number[]) => members.map((member) => String(keyOf(json, member)))
  return {
    ...matchByName(
      { nodes: lefts, names: keys(left.json, lefts) },
      { nodes: rights, names: keys(right.json, rights) },
    ),
    moved: new Set(),
  }
}

/** By the name they go by; those that have none by equal values; what is left by its place between them. */
function matchElements(left: Side, right: Side, lefts: number[], rights: number[]): Match {
  const names = elementNames(left.json, right.json, lefts, rights)
  const byValue = ({ ids }: Side, nodes: number[], own: (string | null)[]) => ({
    nodes,
    names: nodes.map((node, i) => own[i] ?? `=${ids.meaning[node]}`),
  })
  const found = matchByName(byValue(left, lefts, names.left), byValue(right, rights, names.right))
  const staying = longestAscending(found.pairs.map(([, other]) => other))

  const nameless = (nodes: number[], all: number[], own: (string | null)[]) => {
    const without = new Set(all.filter((_, i) => (own[i] ?? null) === null))
    return nodes.filter((node) => without.has(node))
  }
  const byPlace = matchByPlace(
    nameless(found.removed, lefts, names.left),
    nameless(found.added, rights, names.right),
    found.pairs.filter(([, other]) => staying.has(other)),
  ).filter(([one, other]) => shapeOf(left.json, one) === shapeOf(right.json, other))
  const [ones, others] = [new Set(byPlace.map(([one]) => one)), new Set(byPlace.map(([, other]) => other))]
  return {
    pairs: [...found.pairs, ...byPlace].sort(([a], [b]) => a - b),
    removed: found.removed.filter((node) => !ones.has(node)),
    added: found.added.filter((node) => !others.has(node)),
    moved: new Set(found.pairs.map(([, other]) => other).filter((other) => !staying.has(other))),
  }
}

interface Named {
  nodes: number[]
  names: string[]
}

/** Of a name that is repeated, the first belongs to the first and the second to the second. */
function matchByName(left: Named, right: Named): Omit<Match, 'moved'> {
  const waiting = new Map<string, { nodes: number[]; taken: number }>()
  for (const [i, node] of right.nodes.entries()) {
    const name = right.names[i] as string
    const same = waiting.get(name)
    if (same) same.nodes.push(node)
    else waiting.set(name, { nodes: [node], taken: 0 })
  }
  const pairs: [number, number][] = []
  const removed: number[] = []
  for (const [i, node] of left.nodes.entries()) {
    const same = waiting.get(left.names[i] as string)
    const other = same?.nodes[same.taken]
    if (same === undefined || other === undefined) removed.push(node)
    else {
      same.taken++
      pairs.push([node, other])
    }
  }
  const matched = new Set(pairs.map(([, other]) => other))
  return { pairs, removed, added: right.nodes.filter((node) => !matched.has(node)) }
}

/** Between two anchors the first that is left on one side becomes the first of the other: a value that changed. */
function matchByPlace(removed: number[], added: number[], anchors: [number, number][]): [number, number][] {
  const pairs: [number, number][] = []
  let [one, other] = [0, 0]
  for (const [left, right] of [...anchors, end]) {
    while ((removed[one] ?? left) < left && (added[other] ?? right) < right) {
      pairs.push([removed[one++] as number, added[other++] as number])
    }
    while ((removed[one] ?? left) < left) one++
    while ((added[other] ?? right) < right) other++
  }
  return pairs
}

const end: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]

/** An object never becomes an array, nor a text an object: that is another value. */
function shapeOf(json: JsonDocument, node: number): number {
  return Math.min(json.kind[node] as number, kinds.string)
}
