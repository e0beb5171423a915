import { errorText } from '../../components/message.tsx'
import type { Filter } from '../../lib/filter.ts'
import { clockSeconds, dayBounds, fullTime } from '../../lib/time.ts'
import { useCount } from '../../live/use-count.ts'
import styles from './count-line.module.css'
import { describeTotals } from './totals.ts'

/** How many events the filter matches, and how many of them failed; how far that is counted, while it is. */
export function CountLine({ q, filter }: { q: string; filter: Filter }) {
  const { count, isOfBefore, isCounting, error, stop, goOn } = useCount(q, filter.error === null)
  if (count === null || isOfBefore) return <span className={styles.line}> </span>
  const { complete, countedTo, byVerdict } = count.stats
  return (
    <span className={styles.line}>
      <span>
        <Sentence {...describeTotals(byVerdict)} />
        {!complete && ' so far'}
      </span>
      {!complete && (
        <>
          {countedTo !== null && (
            <span className={styles.reached}>counted back to {timeWords(countedTo)}</span>
          )}
          {error !== null && !isCounting && <span role="alert">Counting broke off: {errorText(error)}</span>}
          <button type="button" className={styles.button} onClick={isCounting ? stop : goOn}>
            {isCounting ? 'Stop' : 'Count on'}
          </button>
        </>
      )}
    </span>
  )
}

function Sentence({ count, failed }: { count: string; failed: string | null }) {
  return (
    <>
      {count}
      {failed !== null && (
        <>
          , <span className={styles.failed}>{failed}</span>
        </>
      )}
    </>
  )
}

function timeWords(at: number): string {
  const isToday = dayBounds(Date.now()).from === dayBounds(at).from
  return isToday ? clockSeconds(at) : fullTime(at).replace(/\.\d+$/, '')
}
