import { onTestFinished } from 'vitest'
import type { ProbeCheckCode, ProbeReport, ProbeResult } from '../../shared/probe.ts'
import { createRedact } from '../deliver/redact.ts'
import { createSender } from '../deliver/sender.ts'
import { createIds } from '../ids.ts'
import { chosenChecks } from '../probe/checks/index.ts'
import { newCraft } from '../probe/new-craft.ts'
import { reportOf } from '../probe/report.ts'
import { runProbe } from '../probe/run.ts'
import { loopbackPolicy } from '../probe/where.ts'
import { parseSecret } from '../verify/secret.ts'
import { testSecret } from './signed-request.ts'

interface Options {
  secret?: string
  only?: ProbeCheckCode[]
  timeoutMs?: number
  longestMs?: number
  signal?: AbortSignal
  onResult?: (result: ProbeResult) => void
}

/** Probes a handler on loopback with the real sender, and gives the report. */
export async function probeHandler(url: string, options: Options = {}): Promise<ProbeReport> {
  const { secret = testSecret, only, timeoutMs = 15_000, signal = new AbortController().signal } = options
  const parsed = parseSecret(secret)
  if (!parsed.ok) throw new Error(parsed.problem)
  const sender = createSender({ policy: loopbackPolicy, now: Date.now })
  onTestFinished(() => sender.close())
  const checks = chosenChecks(only)
  const results: ProbeResult[] = []
  await runProbe({
    checks,
    craft: newCraft({ key: parsed.key, now: Date.now, newId: createIds() }),
    recipient: { url, headers: [], timeoutMs, secretLabel: 'the given secret' },
    redact: createRedact(parsed.key),
    sender,
    signal,
    longestMs: options.longestMs,
    onResult: (result) => {
      results.push(result)
      options.onResult?.(result)
    },
  })
  const state = signal.aborted ? 'cancelled' : 'done'
  const facts = { id: 'prb_1', url, targetName: null, state, startedAt: 0, finishedAt: 1 } as const
  return reportOf({ ...facts, signedWith: 'the given secret', checks }, results)
}
