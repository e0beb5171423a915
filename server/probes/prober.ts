import type { KeyObject } from 'node:crypto'
import { KEPT_PROBES, type ProbeReport, type ProbeResult, type ProbeSummary } from '../../shared/probe.ts'
import type { AppContext } from '../context.ts'
import { createPolicy } from '../deliver/policy.ts'
import { createRedact } from '../deliver/redact.ts'
import { createSender, type Sender } from '../deliver/sender.ts'
import type { Check } from '../probe/check.ts'
import type { Recipient } from '../probe/exchange.ts'
import { newCraft } from '../probe/new-craft.ts'
import { type ProbeFacts, reportOf, summaryOf } from '../probe/report.ts'
import { runProbe } from '../probe/run.ts'
import { bothPolicies, loopbackPolicy } from '../probe/where.ts'

/** What is to be probed. */
export interface ProbePlan {
  recipient: Recipient
  /** The target whose URL it is; null: none, it must be on this machine. */
  targetName: string | null
  key: KeyObject
  signedWith: string
  checks: readonly Check[]
}

/** Runs probes and remembers the newest. */
export interface Prober {
  /** Null: too many are running. */
  start(plan: ProbePlan): ProbeReport | null
  get(id: string): ProbeReport | null
  /** Newest first. */
  list(): ProbeSummary[]
  /** Ends a probe, and gives it as it is then. Null: it is not there, or not running. */
  cancel(id: string): Promise<ProbeReport | null>
  close(): Promise<void>
}

/** More at once would only measure each other. */
export const MAX_RUNNING_PROBES = 3

interface Kept {
  facts: ProbeFacts
  results: ProbeResult[]
  stop: AbortController
  ended: Promise<void>
}

/** @param sender takes requests to targets, by the policy of the server */
export function createProber(
  { config, now, newId, log }: Pick<AppContext, 'config' | 'now' | 'newId' | 'log'>,
  sender: Sender,
): Prober {
  const kept = new Map<string, Kept>()
  const onThisMachine = createSender({
    policy: bothPolicies(loopbackPolicy, createPolicy(config.send)),
    now,
  })
  const running = () => [...kept.values()].filter(({ facts }) => facts.state === 'running')

  function start(plan: ProbePlan): ProbeReport | null {
    if (running().length >= MAX_RUNNING_PROBES) return null
    const startedAt = now()
    const id = newId('prb', startedAt)
    const { recipient, targetName, signedWith, checks } = plan
    const probe: Kept = {
      facts: {
        id,
        url: recipient.url,
        targetName,
        state: 'running',
        startedAt,
        finishedAt: null,
        signedWith,
        checks,
      },
      results: [],
      stop: new AbortController(),
      ended: Promise.resolve(),
    }
    kept.set(id, probe)
    forgetOldest()
    probe.ended = run(plan, probe)
    return reportOf(probe.facts, probe.results)
  }

  async function run(plan: ProbePlan, probe: Kept): Promise<void> {
    const { key, recipient, targetName, checks } = plan
    const { signal } = probe.stop
    let isWhole = false
    try {
      await runProbe({
        checks,
        craft: newCraft({ key, now, newId }),
        recipient,
        redact: createRedact(key, recipient.headers),
        sender: targetName === null ? onThisMachine : sender,
        signal,
        onResult: (result) => probe.results.push(result),
      })
      isWhole = !signal.aborted
    } catch (err) {
      log.error({ err, probe: probe.facts.id }, 'a probe broke off')
    }
    probe.facts = { ...probe.facts, state: isWhole ? 'done' : 'cancelled', finishedAt: now() }
  }

  function forgetOldest(): void {
    for (const [id, { facts }] of kept) {
      if (kept.size <= KEPT_PROBES) return
      if (facts.state !== 'running') kept.delete(id)
    }
  }

  return {
    start,
    get: (id) => {
      const probe = kept.get(id)
      return probe ? reportOf(probe.facts, probe.results) : null
    },
    list: () => [...kept.values()].reverse().map(({ facts, results }) => summaryOf(facts, results)),
    cancel: async (id) => {
      const probe = kept.get(id)
      if (probe?.facts.state !== 'running') return null
      probe.stop.abort()
      await probe.ended
      return reportOf(probe.facts, probe.results)
    },
    close: async () => {
      const last = running()
      for (const { stop } of last) stop.abort()
      await Promise.all(last.map(({ ended }) => ended))
      await onThisMachine.close()
    },
  }
}
