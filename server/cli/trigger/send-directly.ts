import type { CreateSample } from '../../../shared/sample.ts'
import { createPolicy } from '../../deliver/policy.ts'
import { createSender } from '../../deliver/sender.ts'
import { createIds } from '../../ids.ts'
import { isLoopbackUrl } from '../../probe/where.ts'
import { givenKeys, redactOf } from '../../samples/given-keys.ts'
import { createSampler } from '../../samples/sampler.ts'
import { startRun } from '../../samples/start-run.ts'
import { toUrl } from '../../samples/to-url.ts'
import { readWanted } from '../../samples/wanted.ts'
import { printable } from '../diagnosis-text.ts'
import type { Sending } from './follow.ts'

/**
 * Sends samples to a handler, without a server. It goes wherever the one who typed it can reach: the policy is for those
 * who ask a server. @throws AppError 400
 */
export function sendDirectly(ask: CreateSample, url: string): Sending {
  if (!isLoopbackUrl(url)) {
    process.stderr.write(`Note: ${printable(new URL(url).hostname)} is not this machine.\n`)
  }
  const wanted = readWanted(ask)
  const keys = givenKeys(ask, wanted)
  const log = { error: ({ err }: { err?: unknown }) => void process.stderr.write(`${String(err)}\n`) }
  const sampler = createSampler({ newId: createIds(), now: Date.now, log })
  const sender = createSender({ policy: createPolicy({ policy: 'any', allow: [] }), now: Date.now })
  const run = startRun(ask, wanted, {
    sampler,
    now: Date.now,
    keys,
    endpoint: null,
    deliver: () => toUrl(sender, url, redactOf(keys)),
  })
  return {
    run,
    read: async () => run,
    cancel: async () => (await sampler.cancel(run.id)) ?? run,
    close: () => sender.close(),
  }
}
