import type { JsonDiff } from '../../../shared/change.ts'
import { compareJson } from '../../../shared/diff/compare-json.ts'
import { jsonPatch, type PatchResult } from '../../../shared/diff/json-patch.ts'
import { parseJson } from '../../../shared/json/parse.ts'

/** Two bodies compared by meaning, or which of them are no JSON. */
export type Comparison = { kind: 'json'; diff: JsonDiff } | { kind: 'notJson'; sides: ('left' | 'right')[] }

/** What the worker is asked; `id` comes back with the answer. */
export interface Question {
  id: number
  what: 'compare' | 'patch'
  left: string
  right: string
}
export type Answer =
  | { id: number; what: 'compare'; comparison: Comparison }
  | { id: number; what: 'patch'; result: PatchResult }

export function answer({ id, what, left, right }: Question): Answer {
  const [one, other] = [parseJson(left).document, parseJson(right).document]
  if (what === 'patch') {
    const result =
      one === null || other === null
        ? { patch: null, problem: 'A body that is no JSON has no JSON Patch.' }
        : jsonPatch(one, other)
    return { id, what, result }
  }
  if (one !== null && other !== null) {
    return { id, what, comparison: { kind: 'json', diff: compareJson(one, other) } }
  }
  const sides: ('left' | 'right')[] = []
  if (one === null) sides.push('left')
  if (other === null) sides.push('right')
  return { id, what, comparison: { kind: 'notJson', sides } }
}
