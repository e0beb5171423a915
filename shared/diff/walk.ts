import { isContainer } from '../json/read.ts'
import type { Side } from './ids.ts'
import { type Match, matchChildren } from './match.ts'

/** What a comparison comes upon, in the order of the left text, with what was added behind what both have. */
export type Step =
  /** Two containers of the same kind that differ, if only in spelling; their children follow. */
  | { kind: 'containers'; left: number; right: number; match: Match }
  /** Two values of which one at least is no container, or that are of different kinds. */
  | { kind: 'values'; left: number; right: number }
  | { kind: 'removed'; left: number }
  | { kind: 'added'; right: number }
  | { kind: 'moved'; left: number; right: number }

/** Walks what differs between two documents; what is spelled the same is passed over. Without recursion. */
export function* walk(left: Side, right: Side): Generator<Step> {
  type Due = Exclude<Step, { kind: 'containers' }>
  const due: Due[] = [{ kind: 'values', left: 0, right: 0 }]
  for (let step = due.pop(); step !== undefined; step = due.pop()) {
    if (step.kind !== 'values') {
      yield step
      continue
    }
    const { left: one, right: other } = step
    if (left.ids.spelling[one] === right.ids.spelling[other]) continue
    if (left.json.kind[one] !== right.json.kind[other] || !isContainer(left.json, one)) {
      yield step
      continue
    }
    const match = matchChildren(left, right, one, other)
    yield { kind: 'containers', left: one, right: other, match }
    const found: Due[] = match.removed.map((node) => ({ kind: 'removed', left: node }))
    for (const [l, r] of match.pairs) {
      if (match.moved.has(r)) found.push({ kind: 'moved', left: l, right: r })
      found.push({ kind: 'values', left: l, right: r })
    }
    found.sort((a, b) => placeOf(a) - placeOf(b))
    for (const node of match.added) found.push({ kind: 'added', right: node })
    for (const one of found.reverse()) due.push(one)
  }
}

function placeOf(step: { left: number } | { right: number }): number {
  return 'left' in step ? step.left : 0
}
