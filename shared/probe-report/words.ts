import type { ProbeExchange, ProbeFault, ProbeOutcome, ProbeReport, ProbeResult } from '../probe.ts'

/** `1 danger, 2 failed, 1 advice, 20 passed, 3 skipped`: what there is none of is left out. */
export function countsInWords({ danger, failed, advice, passed, skipped }: ProbeReport['counts']): string {
  const parts: [number, string][] = [
    [danger, danger === 1 ? 'danger' : 'dangers'],
    [failed, 'failed'],
    [advice, 'advice'],
    [passed, 'passed'],
    [skipped, 'skipped'],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return words.length === 0 ? 'nothing was checked' : words.join(', ')
}

/** What it comes to, in a sentence. */
export function verdictInWords(
  report: Pick<ProbeReport, 'state' | 'ok' | 'counts' | 'checks' | 'checked'>,
): string {
  const { state, ok, counts, checks, checked } = report
  if (state === 'running') return `${checked} of ${checks} checks are done.`
  if (state === 'cancelled') return `Stopped after ${checked} of ${checks} checks.`
  if (counts.danger > 0) return 'The handler accepts what it must refuse.'
  if (ok && counts.advice === 0) return 'The handler does everything right.'
  return ok ? 'The handler passes every required check.' : 'The handler does not pass.'
}

/** What is wrong, as a sentence. */
export function faultSentence({ name }: Pick<ProbeFault, 'name'>): string {
  return `The handler ${name}.`
}

/** How a result counts: what failed and is not required is advice. */
export function outcomeWord({
  outcome,
  required,
}: Pick<ProbeResult, 'outcome' | 'required'>): ProbeOutcome | 'advice' {
  return outcome === 'failed' && !required ? 'advice' : outcome
}

/** The gravest first; among equals as they ran. */
export function byGravity(results: readonly ProbeResult[]): ProbeResult[] {
  const order = ['danger', 'failed', 'advice', 'skipped', 'passed']
  return [...results].sort((a, b) => order.indexOf(outcomeWord(a)) - order.indexOf(outcomeWord(b)))
}

/** Of many requests the first few that show it. */
export function telling({ outcome, family, exchanges }: ProbeResult, most: number): ProbeExchange[] {
  const isWrong = ({ answer }: ProbeExchange) => {
    const accepted = answer !== null && answer.status >= 200 && answer.status < 300
    const refused = answer !== null && answer.status >= 400 && answer.status < 500
    if (outcome === 'danger') return accepted
    return family === 'refuses' ? !refused : !accepted
  }
  const wrong = exchanges.filter(isWrong)
  return (wrong.length > 0 ? wrong : [...exchanges]).slice(0, most)
}
