import { type JsonDocument, kinds } from '../json/parse.ts'
import { childrenOf, keyOf, rawValue } from '../json/read.ts'
import { type Side, sidesOf } from './ids.ts'
import type { Match } from './match.ts'
import { Places } from './places.ts'
import { repeatedMembers } from './repeated-members.ts'
import { walk } from './walk.ts'

/** A patch, or why there can be none. */
export type PatchResult = { patch: string; problem: null } | { patch: null; problem: string }

/** More steps than these, and an array is replaced as a whole. */
const MOST_WORK = 20_000_000

/**
 * The JSON Patch (RFC 6902) that makes the right text's value of the left one's, an operation a line. Values stand as
 * they do in the right text.
 */
export function jsonPatch(left: JsonDocument, right: JsonDocument): PatchResult {
  const sides = sidesOf(left, right)
  const places = new Places(right)
  const operations: string[] = []
  const pointerTo = (node: number) => pointer(places.pathOf(node))
  // Values that were replaced as a whole, as stretches of nodes.
  const done: { from: number; to: number }[] = []
  const isDone = (node: number) => done.some(({ from, to }) => node >= from && node < to)

  const repeatsKeys = (step: { left: number; right: number }) =>
    left.kind[step.left] === kinds.object &&
    repeatedMembers(left, step.left).length + repeatedMembers(right, step.right).length > 0

  for (const step of walk(sides.left, sides.right)) {
    if (step.kind === 'values') {
      if (isSame(sides.left, step.left, sides.right, step.right) || isDone(step.right)) continue
      operations.push(operation('replace', pointerTo(step.right), rawValue(right, step.right)))
    }
    if (step.kind !== 'containers' || isDone(step.right)) continue
    if (isSame(sides.left, step.left, sides.right, step.right)) continue
    const { added, removed, moved } = step.match
    // The pointer to a deep value is long: none is made for nothing.
    if (added.length + removed.length + moved.size === 0 && !repeatsKeys(step)) continue
    const at = pointerTo(step.right)
    if (left.kind[step.left] === kinds.array) {
      const found = arrayOperations(left, right, step.right, step.match, at)
      if (found !== null) operations.push(...found)
      else {
        operations.push(operation('replace', at, rawValue(right, step.right)))
        done.push({ from: step.right, to: right.next[step.right] as number })
      }
    } else {
      if (repeatsKeys(step)) {
        return {
          patch: null,
          problem: `${places.nameOf(step.right)} has a key twice: a JSON Patch cannot tell them apart.`,
        }
      }
      for (const node of removed) operations.push(operation('remove', at + pointerStep(keyOf(left, node))))
      for (const node of added) {
        operations.push(operation('add', at + pointerStep(keyOf(right, node)), rawValue(right, node)))
      }
    }
  }
  return { patch: operations.length === 0 ? '[]' : `[\n  ${operations.join(',\n  ')}\n]`, problem: null }
}

/** Null: that would be too much work. */
function arrayOperations(
  left: JsonDocument,
  right: JsonDocument,
  array: number,
  match: Match,
  at: string,
): string[] | null {
  const length = right.size[array] as number
  if ((match.added.length + match.moved.size) * length > MOST_WORK) return null
  const operations = match.removed
    .map((node) => left.place[node] as number)
    .reverse()
    .map((place) => operation('remove', `${at}/${place}`))
  const partner = new Map(match.pairs.map(([one, other]) => [other, one]))
  const now = match.pairs.map(([one]) => one)
  for (const node of childrenOf(right, array)) {
    const to = right.place[node] as number
    const one = partner.get(node)
    if (one === undefined) {
      operations.push(operation('add', `${at}/${to}`, rawValue(right, node)))
      now.splice(to, 0, -1)
      continue
    }
    const from = now.indexOf(one, to)
    if (from === to) continue
    operations.push(
      `{"op":"move","from":${JSON.stringify(`${at}/${from}`)},"path":${JSON.stringify(`${at}/${to}`)}}`,
    )
    now.splice(to, 0, ...now.splice(from, 1))
  }
  return operations
}

function operation(op: 'add' | 'remove' | 'replace', path: string, value?: string): string {
  const end = value === undefined ? '' : `,"value":${value}`
  return `{"op":"${op}","path":${JSON.stringify(path)}${end}}`
}

function pointer(path: (string | number)[]): string {
  return path.map(pointerStep).join('')
}

/** RFC 6901, section 3. */
function pointerStep(key: string | number | null): string {
  return `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`
}

function isSame(left: Side, one: number, right: Side, other: number): boolean {
  return left.ids.meaning[one] === right.ids.meaning[other]
}
