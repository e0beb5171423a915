import type { ProbeReport, ProbeResult, ProbeSummary } from '../../shared/probe.ts'
import { outcomeWord } from '../../shared/probe-report/words.ts'
import type { Check } from './check.ts'
import { faultsOf } from './faults.ts'
import { plain } from './run.ts'

/** What is known of a probe besides its results. */
export interface ProbeFacts
  extends Pick<ProbeSummary, 'id' | 'url' | 'targetName' | 'state' | 'startedAt' | 'finishedAt'> {
  signedWith: string
  checks: readonly Check[]
}

/** The report of a probe, as far as it has come. */
export function reportOf(facts: ProbeFacts, results: readonly ProbeResult[]): ProbeReport {
  const { signedWith, checks } = facts
  return {
    ...summaryOf(facts, results),
    signedWith,
    toCome: facts.state === 'running' ? checks.slice(results.length).map(plain) : [],
    results: [...results],
    faults: faultsOf(results),
  }
}

export function summaryOf(
  { checks, signedWith: _, ...facts }: ProbeFacts,
  results: readonly ProbeResult[],
): ProbeSummary {
  const count = (kind: ReturnType<typeof outcomeWord>) =>
    results.filter((result) => outcomeWord(result) === kind).length
  const counts = {
    danger: count('danger'),
    failed: count('failed'),
    advice: count('advice'),
    skipped: count('skipped'),
    passed: count('passed'),
  }
  return {
    ...facts,
    checks: checks.length,
    checked: results.length,
    counts,
    ok:
      facts.state === 'done' &&
      counts.danger === 0 &&
      results.every(({ required, outcome }) => !required || outcome === 'passed'),
  }
}
