import { fork } from 'node:child_process'
import { once } from 'node:events'
import { at } from '../lib/workspace.ts'
import type { Acknowledgements } from './sender.ts'

/** Sends signed events of every type at an even pace; gives, by event id, when each was acknowledged. */
export async function sendEvents(
  port: number,
  secret: string,
  rate: number,
  seconds: number,
): Promise<Map<string, number>> {
  const sender = fork(at('bench/live/sender.ts'), [secret, ...[port, rate, seconds].map(String)], {
    execArgv: ['--import', 'tsx'],
  })
  const failed = once(sender, 'exit').then(([code]) => {
    throw new Error(`The sender ended (${code}) before it was done.`)
  })
  const [message] = (await Promise.race([once(sender, 'message'), failed])) as [Acknowledgements]
  failed.catch(() => {})
  return new Map(message.acknowledged)
}
