import { setTimeout as pause } from 'node:timers/promises'
import type { EventSummary } from '../../shared/event.ts'
import type { AppContext } from '../context.ts'
import { restMs } from '../rest.ts'

/** How long to wait for the index, which the search for others stands on: soon at first, then more rarely. */
const FIRST_WAIT_MS = 20
const LONGEST_WAIT_MS = 5000
/** Progress without flags is stored this often at most: it would cost a write for nothing. */
const PROGRESS_EVENTS = 2000

/**
 * Looks for what is odd about events beside the others, soon after they were stored, on a thread and in their order.
 * Begins where an earlier run stopped, with stores from before there were flags at their first event.
 */
export function startFlagger(ctx: AppContext): { close: () => Promise<void> } {
  const closing = new AbortController()
  const { signal } = closing
  let wake = () => {}
  /** Resolves at the next notice from now on. */
  const untilWanted = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  const unsubscribe = ctx.bus.subscribe((notice) => {
    const isVerifiedAgain = notice.kind === 'reverify' && notice.done
    if (notice.kind === 'event' || notice.kind === 'imported' || isVerifiedAgain) wake()
  })

  const tell = (events: EventSummary[]) => {
    if (events.length > 0) ctx.bus.publish({ kind: 'changed', events })
  }

  const work = async () => {
    let upTo = await ctx.store.events.flaggedUpTo()
    let stored = upTo
    let waitMs = FIRST_WAIT_MS
    while (!signal.aborted) {
      const wanted = untilWanted()
      const began = performance.now()
      try {
        const isDueAgain = await ctx.store.events.flagsDueAgain()
        if (!isDueAgain && upTo >= ctx.store.events.lastSeq()) {
          await wanted
          continue
        }
        const again = isDueAgain ? await ctx.store.events.findFlagsAgain(upTo) : null
        if (again !== null) tell(await ctx.store.events.noteFlagsAgain(again))
        const found = await ctx.store.events.findFlags(upTo)
        if (found.notes.length > 0 || found.upTo - stored >= PROGRESS_EVENTS) {
          tell(await ctx.store.events.noteFlags(found))
          stored = found.upTo
        }
        waitMs = found.upTo > upTo || again !== null ? FIRST_WAIT_MS : Math.min(2 * waitMs, LONGEST_WAIT_MS)
        upTo = found.upTo
      } catch (err) {
        ctx.log.error({ err }, 'what is odd about events could not be stored; it is tried again')
        waitMs = LONGEST_WAIT_MS
      }
      const rest = Math.max(waitMs, restMs(performance.now() - began))
      await pause(rest, undefined, { signal }).catch(() => {})
    }
  }
  const done = work().catch((err) => ctx.log.error({ err }, 'what is odd about events is looked for no more'))

  return {
    close: async () => {
      unsubscribe()
      closing.abort()
      wake()
      await done
    },
  }
}
