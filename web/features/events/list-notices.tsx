import { useQuery } from '@tanstack/react-query'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { DriftLine } from '../../components/drift-line.tsx'
import { FailureLine } from '../../components/failure-line.tsx'
import { ReverifyLine } from '../../components/reverify/reverify-line.tsx'
import { useReverify } from '../../components/reverify/use-reverify.ts'
import type { Filter } from '../../lib/filter.ts'
import { storedEvents } from '../../lib/stored-events.ts'
import { driftingEndpoint } from './drifting-endpoint.ts'
import styles from './list-notices.module.css'
import { ReplayLines } from './replay-lines.tsx'
import { worstEndpoint } from './worst-endpoint.ts'

interface ListNoticesProps {
  filter: Filter
  /** The endpoint that the filter names, or null. */
  endpoint: Endpoint | null
}

/** A few lines above the list: what failures have in common, the offer to check again, and how far replays are. */
export function ListNotices({ filter, endpoint }: ListNoticesProps) {
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const worst = worstEndpoint(filter, endpoints)
  const drifting = driftingEndpoint(filter, endpoints)
  const isNamed = endpoint === null && endpoints.length > 1
  return (
    <div className={styles.notices}>
      {worst && <FailureLine endpoint={worst} named={isNamed} />}
      {drifting && <DriftLine endpoint={drifting} named={isNamed} />}
      {endpoint && storedEvents(endpoint) > 0 && <Again key={endpoint.id} endpoint={endpoint} />}
      <ReplayLines />
    </div>
  )
}

function Again({ endpoint }: { endpoint: Endpoint }) {
  return <ReverifyLine endpoint={endpoint} reverify={useReverify(endpoint)} />
}
