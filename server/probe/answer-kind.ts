import type { ProbeExchange } from '../../shared/probe.ts'
import { PROBE_TIMEOUT_MS } from '../../shared/probe.ts'

/**
 * What an answer means to the sender. `slow`: it gave up, or would have. `misrouted`: nothing at this path takes a
 * POST. `limited`: too many requests. `lost`: no whole answer. `unreachable`: nobody is there.
 */
export type AnswerKind =
  | 'accepted'
  | 'refused'
  | 'broke'
  | 'slow'
  | 'redirected'
  | 'misrouted'
  | 'limited'
  | 'lost'
  | 'unreachable'

export function answerKind({ answer, error, ms }: ProbeExchange): AnswerKind {
  if (error) {
    if (error.code === 'timeout') return 'slow'
    return nobody.has(error.code) ? 'unreachable' : 'lost'
  }
  if (!answer) return 'lost'
  const { status } = answer
  if (status < 300) return ms > PROBE_TIMEOUT_MS ? 'slow' : 'accepted'
  if (status < 400) return 'redirected'
  if (status === 404 || status === 405 || status === 501) return 'misrouted'
  if (status === 429) return 'limited'
  return status < 500 ? 'refused' : 'broke'
}

/** Whether the sender was told that it was taken, however late. */
export function saidYes({ answer }: ProbeExchange): boolean {
  return answer !== null && answer.status >= 200 && answer.status < 300
}

const nobody: ReadonlySet<string> = new Set([
  'dns',
  'refused',
  'unreachable',
  'tls',
  'not_allowed',
  'unsendable',
])
