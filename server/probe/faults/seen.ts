import type { ProbeCheckCode, ProbeExchange, ProbeFault, ProbeResult } from '../../../shared/probe.ts'
import { type AnswerKind, answerKind } from '../answer-kind.ts'

/** A fault as the rules write it. */
export interface Found extends Pick<ProbeFault, 'code' | 'name' | 'why' | 'fix' | 'checks'> {
  danger?: boolean
  cause?: ProbeFault['cause']
}

/** What was seen, by check. What did not run, or says nothing, is neither failed nor dangerous. */
export interface Seen {
  get(code: ProbeCheckCode): ProbeResult | undefined
  /** Of these, the ones that failed, in one way or the other. */
  failed(...codes: ProbeCheckCode[]): ProbeCheckCode[]
  dangerous(...codes: ProbeCheckCode[]): ProbeCheckCode[]
  /** Of these, the ones of which an answer was of this kind. */
  answered(kind: AnswerKind, ...codes: ProbeCheckCode[]): ProbeCheckCode[]
  passed(code: ProbeCheckCode): boolean
  first(code: ProbeCheckCode): ProbeExchange | undefined
}

export function createSeen(results: readonly ProbeResult[]): Seen {
  const byCode = new Map(results.map((result) => [result.code, result]))
  const outcome = (code: ProbeCheckCode) => byCode.get(code)?.outcome
  const exchanges = (code: ProbeCheckCode) => byCode.get(code)?.exchanges ?? []
  return {
    get: (code) => byCode.get(code),
    failed: (...codes) => codes.filter((code) => outcome(code) === 'failed'),
    dangerous: (...codes) => codes.filter((code) => outcome(code) === 'danger'),
    answered: (kind, ...codes) =>
      codes.filter(
        (code) => outcome(code) !== 'skipped' && exchanges(code).some((one) => answerKind(one) === kind),
      ),
    passed: (code) => outcome(code) === 'passed',
    first: (code) => exchanges(code)[0],
  }
}
