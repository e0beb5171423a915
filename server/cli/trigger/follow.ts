import { setTimeout as pause } from 'node:timers/promises'
import type { SampleResult, SampleRun } from '../../../shared/sample.ts'
import { printable } from '../diagnosis-text.ts'

/** Samples that are being sent, by a server or by this process. */
export interface Sending {
  run: SampleRun
  /** The run as it is now. */
  read(): Promise<SampleRun>
  /** Ends it; gives the run as it ended. */
  cancel(): Promise<SampleRun>
  close?(): Promise<void>
}

const READ_MS = 100
/** What is no terminal is told more rarely. */
const TELL_MS = 5000
/** Runs that are longer tell only of what went wrong. */
const MAX_LINES = 20

/** Tells of a run until it has ended. Ctrl-C ends it, and is told how many were sent. Returns the exit code. */
export async function follow({ run, read, cancel, close }: Sending, json: boolean): Promise<0 | 1 | 130> {
  const interrupted = new AbortController()
  const onSignal = () => interrupted.abort()
  // The second Ctrl-C ends the process, whatever it waits for.
  process.once('SIGINT', onSignal)
  const lines = json ? () => {} : lineTeller()
  const progress = progressTeller()
  try {
    while (run.state === 'running' && !interrupted.signal.aborted) {
      lines(run)
      progress(run)
      await pause(READ_MS, undefined, { signal: interrupted.signal }).catch(() => {})
      if (!interrupted.signal.aborted) run = await read()
    }
    if (run.state === 'running') run = await cancel()
  } finally {
    process.off('SIGINT', onSignal)
    await close?.()
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  lines(run)
  process.stdout.write(json ? `${JSON.stringify(run)}\n` : `${summary(run)}\n`)
  if (run.error !== null) process.stderr.write(`${printable(run.error)}\n`)
  if (run.state === 'cancelled') return 130
  return run.state === 'done' && run.unexpected === 0 ? 0 : 1
}

/** Prints the results that are new since it was called last. */
function lineTeller(): (run: SampleRun) => void {
  let told = 0
  return ({ total, sent, results }) => {
    const fresh = sent > told ? results.slice(-(sent - told)) : []
    told = sent
    for (const result of fresh) {
      if (total <= MAX_LINES || !result.isExpected) process.stdout.write(`${line(result)}\n`)
    }
  }
}

function progressTeller(): (run: SampleRun) => void {
  let toldAt = performance.now()
  return ({ sent, total }) => {
    const text = `Sent ${sent} of ${total}`
    if (process.stderr.isTTY) process.stderr.write(`\r${text}`)
    else if (performance.now() - toldAt > TELL_MS) {
      toldAt = performance.now()
      process.stderr.write(`${text}\n`)
    }
  }
}

function line({
  type,
  verdict,
  status,
  eventId,
  schema,
  note,
  error,
  answer,
  isExpected,
}: SampleResult): string {
  const what = verdict ?? (status === null ? 'no answer' : String(status))
  const words = [
    ...(schema === 'valid' ? [] : [`schema: ${schema}`]),
    ...(note === null ? [] : [note]),
    ...(isExpected ? [] : [error ?? reason(verdict)]),
    ...(isExpected || answer === null ? [] : [`“${answer.replace(/\s+/g, ' ').slice(0, 100)}”`]),
  ]
  return printable(
    `${what.padEnd(10)} ${type.padEnd(24)} ${[eventId, ...words].filter(Boolean).join('  ')}`.trimEnd(),
  )
}

/** Why an outcome without an error is not the expected one. */
function reason(verdict: SampleResult['verdict']): string {
  return verdict === null || verdict === 'verified'
    ? 'It was taken, though something is wrong with it.'
    : 'It was not verified.'
}

function summary({ sent, total, outcomes, seed, state }: SampleRun): string {
  const came = outcomes.map(({ outcome, count }) => `${count} ${outcome}`).join(', ')
  const ended = state === 'cancelled' ? ', then interrupted' : ''
  return `${sent} of ${total} sent${came === '' ? '' : `: ${came}`}${ended}. Seed: ${printable(seed)}`
}
