import type { ProbeExchange, ProbeResult } from '../../shared/probe.ts'
import type { Redact } from '../deliver/redact.ts'
import type { Sender } from '../deliver/sender.ts'
import { type AnswerKind, answerKind } from './answer-kind.ts'
import type { Check, Crafted } from './check.ts'
import type { Craft } from './craft.ts'
import { exchange, type Recipient } from './exchange.ts'

/** A handler that answers each request just in time would take an hour, and the place of others. */
const LONGEST_MS = 10 * 60_000

export interface ProbeRun {
  checks: readonly Check[]
  craft: Craft
  recipient: Recipient
  redact: Redact
  sender: Sender
  /** Ends it: the check under way has no result then. */
  signal: AbortSignal
  onResult(result: ProbeResult): void
  /** How long it may take until no further check begins; default: ten minutes. */
  longestMs?: number | undefined
}

/** Runs checks, one after the other; the requests of one too, unless they are to be sent together. */
export async function runProbe(run: ProbeRun): Promise<void> {
  const began = performance.now()
  let state: State = { kind: 'answers' }
  for (const check of run.checks) {
    if (state.kind !== 'over' && performance.now() - began > (run.longestMs ?? LONGEST_MS)) {
      state = { kind: 'over', why: 'Not sent: the probe took too long. The handler answers slowly.' }
    }
    const unsent = whyNotSent(check, state)
    const result = unsent === null ? await runCheck(check, run) : skipped(check, [], unsent)
    if (result === null) return
    const told =
      state.kind === 'refusesAll' && result.outcome !== 'danger' ? saysNothing(check, result) : result
    run.onResult(told)
    state = next(state, check, told)
  }
}

/** What is known of the handler so far. */
type State =
  | { kind: 'answers' }
  /** It does not take the valid delivery; forgeries are sent all the same, as it may take those. */
  | { kind: 'refusesAll' }
  /** Nothing more can be learnt. */
  | { kind: 'over'; why: string }

function next(state: State, { code }: Check, { outcome, exchanges }: ProbeResult): State {
  if (state.kind !== 'answers') return state
  const last = exchanges.at(-1)
  if (code === 'valid' && outcome !== 'passed') {
    const [first] = exchanges
    return first && tellsOfItself.has(answerKind(first))
      ? { kind: 'refusesAll' }
      : { kind: 'over', why: 'Not sent: the valid delivery did not reach a handler that answers in time.' }
  }
  if (last?.error?.code === 'refused') {
    return { kind: 'over', why: 'Not sent: nobody listens there any more. The handler seems to have ended.' }
  }
  return state
}

/** Answers that come from the handler itself, not from what stands before it. */
const tellsOfItself: ReadonlySet<AnswerKind> = new Set(['refused', 'broke'])

function whyNotSent({ family }: Check, state: State): string | null {
  if (state.kind === 'over') return state.why
  if (state.kind === 'answers' || family === 'refuses') return null
  return 'Not sent: the handler does not take the valid delivery either.'
}

/** A handler that refuses everything has not shown that it refuses forgeries. */
function saysNothing(check: Check, { exchanges }: ProbeResult): ProbeResult {
  return skipped(check, exchanges, 'Not accepted, but neither was the valid delivery: this says nothing.')
}

/** Null: it was interrupted. */
async function runCheck(check: Check, run: ProbeRun): Promise<ProbeResult | null> {
  const { craft, signal } = run
  const send = (crafted: Crafted) => exchange(crafted, run, signal)
  const exchanges = await (check.together
    ? Promise.all([...check.requests(craft)].map(send))
    : oneByOne(check.requests(craft), send, signal))
  const [first] = exchanges
  if (check.afterRefusal && first && tellsOfItself.has(answerKind(first))) {
    exchanges.push(...(await oneByOne(check.afterRefusal(craft), send, signal)))
  }
  if (signal.aborted) return null
  const judged = check.judge(exchanges)
  return {
    ...plain(check),
    ...judged,
    exchanges,
    matters: judged.matters ?? check.matters,
    fix: judged.outcome === 'passed' ? null : (judged.fix ?? check.fix),
  }
}

async function oneByOne(
  requests: Iterable<Crafted>,
  send: (crafted: Crafted) => Promise<ProbeExchange>,
  signal: AbortSignal,
): Promise<ProbeExchange[]> {
  const exchanges: ProbeExchange[] = []
  for (const crafted of requests) {
    if (signal.aborted) break
    const made = await send(crafted)
    exchanges.push(made)
    // The others would say the same, each after its time.
    if (made.error && hopeless.has(answerKind(made))) break
  }
  return exchanges
}

const hopeless: ReadonlySet<AnswerKind> = new Set(['slow', 'unreachable'])

function skipped(check: Check, exchanges: ProbeExchange[], found: string): ProbeResult {
  return { ...plain(check), outcome: 'skipped', exchanges, found, matters: check.matters, fix: null }
}

/** What of a check stands in a report. */
export function plain({ code, family, title, expects, required }: Check) {
  return { code, family, title, expects, required }
}
