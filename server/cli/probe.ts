import { openSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import {
  PROBE_TIMEOUT_MS,
  type ProbeCheckCode,
  type ProbeReport,
  type ProbeResult,
  probeCheckCodes,
} from '../../shared/probe.ts'
import { probeToJunit } from '../../shared/probe-report/junit.ts'
import { probeToMarkdown } from '../../shared/probe-report/markdown.ts'
import { createRedact } from '../deliver/redact.ts'
import { createSender } from '../deliver/sender.ts'
import { createIds } from '../ids.ts'
import type { Check } from '../probe/check.ts'
import { chosenChecks } from '../probe/checks/index.ts'
import { newCraft } from '../probe/new-craft.ts'
import { reportOf } from '../probe/report.ts'
import { runProbe } from '../probe/run.ts'
import { warningLines } from '../probe/warning.ts'
import { printable } from './diagnosis-text.ts'
import { type ProbePlace, type ProbeSecret, placeOf, secretOf } from './probe-place.ts'
import { probeSummary, probeText, resultLine } from './probe-text.ts'
import { UsageError } from './usage-error.ts'

export interface ProbeFlags {
  secret?: string | undefined
  target?: string | undefined
  config?: string | undefined
  format: string
  json?: boolean | undefined
  out?: string | undefined
  only?: string | undefined
  /** Seconds. */
  timeout?: string | undefined
  yes?: boolean | undefined
}

const writers: Record<string, (report: ProbeReport) => string> = {
  text: probeText,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: probeToMarkdown,
  junit: probeToJunit,
}

/**
 * Probes a handler without a server: on this machine, or a target of the configuration file. Returns the exit code:
 * 0 every required check passed, 1 not. @throws UsageError, ConfigError
 */
export async function probe(url: string | undefined, flags: ProbeFlags): Promise<0 | 1> {
  const write = writerOf(flags)
  const only = flags.only === undefined ? undefined : codesOf(flags.only)
  const timeoutMs = flags.timeout === undefined ? PROBE_TIMEOUT_MS : timeoutOf(flags.timeout)
  const place = placeOf(url, flags, process.env)
  const secret = secretOf(flags.secret, place, process.env)
  const checks = chosenChecks(only)
  for (const line of warningLines(place.url)) process.stderr.write(`${printable(line)}\n`)
  if (!flags.yes && !(await isConfirmed())) {
    process.stderr.write('Nothing was sent.\n')
    return 1
  }
  const file = flags.out === undefined ? null : openOut(flags.out)
  const report = await run(place, secret, { checks, timeoutMs })
  const output = write(report)
  if (file === null) process.stdout.write(output)
  else {
    writeFileSync(file, output)
    process.stdout.write(`${probeSummary(report)}\n`)
  }
  return report.ok ? 0 : 1
}

/** Before anything is sent: what was found must not be lost for want of a place. */
function openOut(path: string): number {
  try {
    return openSync(path, 'w')
  } catch (error) {
    throw new UsageError(`--out: ${path} cannot be written: ${(error as Error).message}`)
  }
}

async function run(
  { url, targetName, headers, policy }: ProbePlace,
  { key, label, signedWith }: ProbeSecret,
  { checks, timeoutMs }: { checks: readonly Check[]; timeoutMs: number },
): Promise<ProbeReport> {
  const newId = createIds()
  const sender = createSender({ policy, now: Date.now })
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const results: ProbeResult[] = []
  const startedAt = Date.now()
  try {
    await runProbe({
      checks,
      craft: newCraft({ key, now: Date.now, newId }),
      recipient: { url, headers, timeoutMs, secretLabel: label },
      redact: createRedact(key, headers),
      sender,
      signal: stop.signal,
      onResult: (result) => {
        results.push(result)
        if (process.stderr.isTTY) process.stderr.write(`${resultLine(result)}\n`)
      },
    })
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    await sender.close()
  }
  const state = stop.signal.aborted ? 'cancelled' : 'done'
  const id = newId('prb', startedAt)
  return reportOf(
    { id, url, targetName, signedWith, state, startedAt, finishedAt: Date.now(), checks },
    results,
  )
}

function writerOf({ format, json }: ProbeFlags): (report: ProbeReport) => string {
  const write = Object.hasOwn(writers, format) ? writers[json ? 'json' : format] : undefined
  if (write) return write
  throw new UsageError(`--format: “${format}” is none. There are ${Object.keys(writers).join(', ')}.`)
}

function codesOf(text: string): ProbeCheckCode[] {
  return text.split(',').map((part) => {
    const code = probeCheckCodes.find((known) => known === part.trim())
    if (code) return code
    throw new UsageError(`--only: “${part.trim()}” is no check. There are ${probeCheckCodes.join(', ')}.`)
  })
}

function timeoutOf(text: string): number {
  const seconds = Number(text)
  if (seconds >= 0.1 && seconds <= 60) return Math.round(seconds * 1000)
  throw new UsageError(`--timeout: “${text}” is no number of seconds from 0.1 to 60.`)
}

/** Asks where somebody can answer; a script has decided by calling it. */
async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return true
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(?:es)?$/i.test((await asking.question('Go on? [y/N] ')).trim())
  } finally {
    asking.close()
  }
}
