import { TOLERANCE_S } from '../timestamp.ts'
import { seconds as inWords } from '../wording.ts'
import type { Suspect } from './suspect.ts'
import { ageOf, wholeSourceDrifts } from './timestamps.ts'

export const timestampTooOld: Suspect = {
  code: 'timestamp_too_old',
  title: ({ seconds }) => `it arrived ${inWords(seconds?.ageS ?? 0)} after it was signed`,
  explanation: ({ seconds }) =>
    wholeSourceDrifts(seconds)
      ? `The limit is ${TOLERANCE_S} s. The last ${seconds?.others} events of this source are ${inWords(seconds?.typicalS ?? 0)} old on arrival too: a clock is wrong, the sender's or this machine's.`
      : `The limit is ${TOLERANCE_S} s. ${seconds?.others ? 'Other events of this source arrive in time, so only this one is late: a captured request that was sent again, or one that waited in a queue.' : 'Either it is a captured request that was sent again, it waited in a queue, or a clock is wrong.'}`,
  fix: ({ seconds }) =>
    wholeSourceDrifts(seconds)
      ? 'Set the clocks: run NTP here and at the sender.'
      : 'To test with an old event, sign it afresh instead of sending the captured headers again. Do not widen the tolerance: it keeps captured requests out.',
  fact: (facts, matched) => {
    const seconds = ageOf(facts)
    if (!seconds || seconds.ageS < 0) return null
    return { confidence: matched ? 'proven' : 'likely', evidence: { seconds } }
  },
}
