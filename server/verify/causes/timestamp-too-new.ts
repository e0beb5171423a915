import { TOLERANCE_S } from '../timestamp.ts'
import { seconds as inWords } from '../wording.ts'
import type { Suspect } from './suspect.ts'
import { ageOf, timestampOf, wholeSourceDrifts } from './timestamps.ts'

export const timestampTooNew: Suspect = {
  code: 'timestamp_too_new',
  title: ({ seconds }) => `its timestamp is ${inWords(-(seconds?.ageS ?? 0))} in the future`,
  explanation: ({ seconds }) =>
    wholeSourceDrifts(seconds)
      ? `The limit is ${TOLERANCE_S} s. The last ${seconds?.others} events of this source come from the future too: this machine's clock is behind, or the sender's is ahead.`
      : `The limit is ${TOLERANCE_S} s. The clock that signed it was ahead of this one.`,
  fix: () => 'Set the clocks: run NTP on this machine and where the signature is made.',
  fact: (facts, matched) => {
    // Milliseconds lie in the future as well; they have a cause of their own.
    if (/^\d{13}$/.test(timestampOf(facts) ?? '')) return null
    const seconds = ageOf(facts)
    if (!seconds || seconds.ageS > 0) return null
    return { confidence: matched ? 'proven' : 'likely', evidence: { seconds } }
  },
}
