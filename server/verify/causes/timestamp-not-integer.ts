import { judgeTimestamp } from '../timestamp.ts'
import type { Suspect } from './suspect.ts'
import { timestampOf } from './timestamps.ts'

export const timestampNotInteger: Suspect = {
  code: 'timestamp_not_integer',
  title: () => 'the timestamp is not a whole number of seconds',
  explanation: ({ value }) =>
    `“${value?.received}” came as the timestamp. The scheme has unix seconds in plain digits.`,
  fix: () =>
    'Where the signature is made, write the timestamp as unix seconds: String(Math.floor(Date.now() / 1000)).',
  fact: (facts, matched) => {
    const received = timestampOf(facts)
    if (received === null || judgeTimestamp(received, facts.receivedAt).kind !== 'unreadable') return null
    if (matched?.some((code) => code === 'timestamp_altered' || code === 'header_duplicated')) return null
    return { confidence: 'proven', evidence: { value: { name: 'svix-timestamp', received, signed: null } } }
  },
}
