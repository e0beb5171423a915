import { offsetOfAttempt, retryGapsMs } from '../../svix/retry-schedule.ts'
import { drawCast } from './cast.ts'
import { inTurn, type Scenario } from './scenario.ts'

/** Svix waits a fifth less than its schedule says, at least: so the third attempt fits in the five minutes that a signature holds. */
const thirdMs = Math.floor(offsetOfAttempt(3) * 0.82)

export const svixRetries: Scenario = {
  name: 'svix-retries',
  label: 'Retries of Svix',
  shows:
    'One message comes three times, byte for byte, as if nobody had answered with 2xx: the first attempts of the schedule, signed over four minutes and sent within a second. Whoever remembers the svix-id acts on it once.',
  steps: (source) => {
    const { user } = drawCast(source)
    const madeMs = -thirdMs
    return inTurn(
      source,
      [madeMs, madeMs + retryGapsMs[0], 0].map((signedMs, index) => ({
        payload: { type: 'user.created', data: user },
        message: 0,
        madeMs,
        signedMs,
        note: `Attempt ${index + 1} of the message.`,
      })),
    )
  },
}
