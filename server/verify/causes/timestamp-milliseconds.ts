import type { Suspect } from './suspect.ts'
import { timestampOf } from './timestamps.ts'

export const timestampMilliseconds: Suspect = {
  code: 'timestamp_milliseconds',
  title: () => 'the timestamp is in milliseconds',
  explanation: ({ value }) =>
    `${value?.received} has thirteen digits: milliseconds, where the scheme has unix seconds. Read as seconds it lies far in the future.`,
  fix: () =>
    'Where the signature is made, use Math.floor(Date.now() / 1000), for the header and for what is signed.',
  fact: (facts, matched) => {
    const received = timestampOf(facts)
    if (received === null || !/^\d{13}$/.test(received) || matched?.includes('timestamp_altered')) return null
    return { confidence: 'proven', evidence: { value: { name: 'svix-timestamp', received, signed: null } } }
  },
}
