import { useElementSize } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Endpoint } from '../../../../shared/endpoint.ts'
import { endpointsQuery } from '../../../api/endpoints.ts'
import { errorText } from '../../../components/message.tsx'
import type { Filter } from '../../../lib/filter.ts'
import { useAddress } from '../../../lib/use-address.ts'
import { useDelayed } from '../../../lib/use-delayed.ts'
import { useNow } from '../../../lib/use-now.ts'
import { useCount } from '../../../live/use-count.ts'
import { useFilter } from '../use-filter.ts'
import { waitingEndpoint } from '../waiting-endpoint.ts'
import { chartOf } from './chart.ts'
import styles from './histogram.module.css'
import { HistogramBars } from './histogram-bars.tsx'
import { endsNow, wholeTime, zoomedTo } from './zoom.ts'

interface HistogramProps {
  q: string
  filter: Filter
  /** The endpoint that the filter names, or null. */
  endpoint: Endpoint | null
}

/** How many events came when, by verdict. What is selected in it becomes the time that the filter asks for. */
export function Histogram({ q, filter, endpoint }: HistogramProps) {
  const { ref, width } = useElementSize()
  const { setQ } = useFilter()
  const address = useAddress()
  const zoomOut = () => {
    if (wholeTime(address().q) !== address().q) setQ(wholeTime)
  }
  const { count, isOfBefore, error, goOn } = useCount(q, filter.error === null)
  const late = useDelayed(count === null && error === null)
  const histogram = count?.stats.histogram ?? null
  const moves = filter.query !== null && endsNow(filter.query)
  const now = useNow(moves ? Math.max(1000, histogram?.bucketMs ?? 0) : null)
  const until = moves ? now : null
  const chart = useMemo(
    () => (histogram ? chartOf(histogram, Math.floor(width), until) : null),
    [histogram, width, until],
  )
  const { data: endpoints } = useQuery(endpointsQuery)
  if (endpoints && waitingEndpoint(endpoint, endpoints)) return null

  return (
    <div className={styles.strip}>
      <div ref={ref} className={styles.room}>
        {count === null && error !== null ? (
          <p role="alert" className={styles.error}>
            The events over time could not be counted: {errorText(error)}{' '}
            <button type="button" onClick={goOn}>
              Try again
            </button>
          </p>
        ) : chart ? (
          <HistogramBars
            chart={chart}
            width={Math.floor(width)}
            isOld={isOfBefore}
            uncountedBefore={count?.stats.complete === false ? count.stats.countedTo : null}
            zoom={(from, to) => setQ((now) => zoomedTo(now, from, to))}
            zoomOut={zoomOut}
          />
        ) : (
          <div className={styles.empty}>{late && <Placeholder />}</div>
        )}
      </div>
    </div>
  )
}

function Placeholder() {
  return (
    <div role="status" aria-label="Counting the events over time" className={styles.placeholder}>
      {Array.from({ length: 60 }, (_, bar) => (
        <i key={bar} style={{ height: `${14 + ((bar * bar * 7) % 43)}%` }} />
      ))}
    </div>
  )
}
