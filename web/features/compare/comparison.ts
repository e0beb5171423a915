import { assertNever } from '../../../shared/assert-never.ts'
import type { JsonDiff } from '../../../shared/change.ts'
import { compareJson } from '../../../shared/diff/compare-json.ts'
import { jsonPatch, type PatchResult } from '../../../shared/diff/json-patch.ts'
import type { Body } from '../../../shared/event.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import { type ComparedTexts, compareTexts } from './compared-texts.ts'

/** Two bodies compared by meaning, or which of them are no JSON. */
export type Comparison = { kind: 'json'; diff: JsonDiff } | { kind: 'notJson'; sides: ('left' | 'right')[] }

/** What the worker is asked. */
export type Question =
  | { what: 'compare' | 'patch'; left: string; right: string }
  | { what: 'text'; left: Body; right: Body; byMember: boolean }

export interface Answers {
  compare: Comparison
  patch: PatchResult
  text: ComparedTexts
}

/** What is sent to the worker and back; `id` tells which answer belongs to what. */
export interface Asked {
  id: number
  question: Question
}
export interface Answered {
  id: number
  answer: Answers[Question['what']]
}

export function answer(question: Question): Answers[Question['what']] {
  switch (question.what) {
    case 'compare':
      return compare(question.left, question.right)
    case 'patch':
      return patch(question.left, question.right)
    case 'text':
      return compareTexts(question.left, question.right, question.byMember)
    default:
      return assertNever(question)
  }
}

function compare(left: string, right: string): Comparison {
  const [one, other] = [parseJson(left).document, parseJson(right).document]
  if (one !== null && other !== null) return { kind: 'json', diff: compareJson(one, other) }
  const sides: ('left' | 'right')[] = []
  if (one === null) sides.push('left')
  if (other === null) sides.push('right')
  return { kind: 'notJson', sides }
}

function patch(left: string, right: string): PatchResult {
  const [one, other] = [parseJson(left).document, parseJson(right).document]
  return one === null || other === null
    ? { patch: null, problem: 'A body that is no JSON has no JSON Patch.' }
    : jsonPatch(one, other)
}
