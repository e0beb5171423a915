import { clockSeconds } from '../lib/time.ts'
import { useNow } from '../lib/use-now.ts'
import { useLiveState } from '../live/live-provider.tsx'
import type { LiveState } from '../live/state.ts'
import styles from './live-status.module.css'

/** Whether what one sees is what is the case now, in a word. */
export function LiveStatus() {
  const state = useLiveState()
  const now = useNow(state.kind === 'reconnecting' ? 500 : null)
  const detail = describe(state, now)
  return (
    <div className={styles.status} data-kind={state.kind}>
      {/* The word is announced when it changes; the countdown is not. */}
      <span role="status" className={styles.word}>
        {words[state.kind]}
      </span>
      {detail && <span className={styles.detail}>{detail}</span>}
    </div>
  )
}

const words: Record<LiveState['kind'], string> = {
  connecting: 'connecting',
  live: 'live',
  behind: 'catching up',
  reconnecting: 'reconnecting',
  offline: 'offline',
}

function describe(state: LiveState, now: number): string | null {
  if (state.kind !== 'reconnecting' && state.kind !== 'offline') return null
  const asOf = state.asOf === null ? 'no answer yet' : `as of ${clockSeconds(state.asOf)}`
  if (state.kind === 'offline') return asOf
  const seconds = Math.ceil((state.retryAt - now) / 1000)
  return seconds > 0 ? `${asOf}, next try in ${seconds} s` : `${asOf}, trying now`
}
