import { drawCast } from './cast.ts'
import { type Draft, inTurn, type Scenario } from './scenario.ts'

/** In which second each update was made: two in the same one, of which nothing says which came first. */
const seconds = [0, 2, 4, 6, 6, 8, 10, 12] as const
const lastSecond = 12

export const updateStorm: Scenario = {
  name: 'update-storm',
  label: 'Storm of updates',
  shows:
    'Eight updates of one user arrive in another order than they were made in, as their ids and timestamps tell; two were made in the same second. Whoever takes the last to arrive for the newest ends with an old state.',
  steps: (source) => {
    const { known } = drawCast(source)
    const updates = seconds.map((second, index): Draft => {
      const madeMs = (second - lastSecond - 1) * 1000
      return {
        payload: {
          type: 'user.updated',
          data: {
            ...known,
            client_metadata: { onboarding: { step: index + 1 } },
            last_active_at_millis: source.now() + madeMs,
          },
        },
        madeMs,
        message: index,
        note: `Update ${index + 1} of ${seconds.length}.`,
      }
    })
    return inTurn(source, disorder(updates, source.draws.shuffle)).map((step) => ({
      ...step,
      pauseMs: Math.floor(step.pauseMs / 4),
    }))
  },
}

/** The newest comes first, so that whatever the draw, each of the others is late. */
function disorder(updates: Draft[], shuffle: <T>(list: readonly T[]) => T[]): Draft[] {
  return [...updates.slice(-1), ...shuffle(updates.slice(0, -1))]
}
