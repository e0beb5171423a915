import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Endpoint } from '../../../shared/endpoint.ts'
import type { EventDetail } from '../../../shared/event.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { ReverifyLine } from '../../components/reverify/reverify-line.tsx'
import { useReverify } from '../../components/reverify/use-reverify.ts'
import { historyWords } from '../../lib/history-words.ts'
import styles from './verdict-history.module.css'

/** How the verdict came to be what it is, and the way to another one where the secrets known now give it. */
export function VerdictHistory({ event }: { event: EventDetail }) {
  const { data: endpoints } = useQuery(endpointsQuery)
  const endpoint = endpoints?.find(({ id }) => id === event.endpointId)
  const words = historyWords(event, Date.now())
  return (
    <>
      {words !== null && <p className={styles.history}>{words}</p>}
      {endpoint && hasOtherVerdictNow(event, endpoint) && (
        <div className={styles.again}>
          <CheckAgain endpoint={endpoint} query={`verdict:${event.verdict}`} />
        </div>
      )}
    </>
  )
}

function CheckAgain({ endpoint, query }: { endpoint: Endpoint; query: string }) {
  const reverify = useReverify(endpoint)
  const button = (
    <Button size="compact-sm" onClick={() => reverify.check(query)}>
      Check again
    </Button>
  )
  // The offer for all events stands on the endpoint's page and above its list.
  return reverify.state.kind === 'offered' ? (
    button
  ) : (
    <ReverifyLine endpoint={endpoint} reverify={reverify} idle={button} />
  )
}

/** Nothing speaks against a failed event any more, or there is now a secret for an unchecked one. */
function hasOtherVerdictNow({ verdict, diagnosis }: EventDetail, { secrets }: Endpoint): boolean {
  if (verdict === 'failed') return diagnosis.causes.length === 0
  return verdict === 'unchecked' && secrets.length > 0
}
