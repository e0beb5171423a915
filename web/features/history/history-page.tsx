import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Entity } from '../../../shared/event.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { shortId } from '../../lib/format.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import styles from './history-page.module.css'
import { Lanes } from './lanes.tsx'
import { Timeline } from './timeline.tsx'

/** What the address says of how a history is looked at. */
export interface HistoryPlace {
  view: 'timeline' | 'lanes'
  order: 'oldest' | 'newest'
  endpoint: string | null
  field: string | null
}

interface HistoryPageProps {
  entity: Entity
  place: HistoryPlace
  onPlace(change: Partial<HistoryPlace>): void
  onOpenRail(): void
}

/** All that came about one user, team, membership, permission or issue. */
export function HistoryPage({ entity, place, onPlace, onOpenRail }: HistoryPageProps) {
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  useShortcut('tab1', () => onPlace({ view: 'timeline' }))
  useShortcut('tab2', () => onPlace({ view: 'lanes' }))
  return (
    <PageFrame
      onOpenRail={onOpenRail}
      bar={
        <>
          <h1 title={entity.id}>
            History of the {entity.kind} <VisibleText text={shortId(entity.id, 14, 6)} />
          </h1>
          <CopyButton text={entity.id} label={`Copy the id of the ${entity.kind}`} />
        </>
      }
    >
      <div className={styles.tools}>
        <SegmentedControl
          size="xs"
          aria-label="How the history is shown"
          value={place.view}
          onChange={(view) => onPlace({ view: view === 'lanes' ? 'lanes' : 'timeline' })}
          data={[
            { value: 'timeline', label: 'Timeline' },
            { value: 'lanes', label: 'Lanes' },
          ]}
        />
        {endpoints.length > 1 && (
          <Select
            size="xs"
            aria-label="Endpoint"
            placeholder="All endpoints"
            data={endpoints.map(({ slug, name }) => ({ value: slug, label: name }))}
            value={place.endpoint}
            onChange={(endpoint) => onPlace({ endpoint })}
            clearable
            clearButtonProps={{ 'aria-label': 'All endpoints' }}
          />
        )}
        {place.view === 'timeline' && (
          <SegmentedControl
            size="xs"
            aria-label="Order"
            value={place.order}
            onChange={(order) => onPlace({ order: order === 'oldest' ? 'oldest' : 'newest' })}
            data={[
              { value: 'newest', label: 'Newest first' },
              { value: 'oldest', label: 'Oldest first' },
            ]}
          />
        )}
      </div>
      {place.view === 'lanes' ? (
        <Lanes entity={entity} endpoint={place.endpoint} />
      ) : (
        <Timeline entity={entity} place={place} onPlace={onPlace} />
      )}
    </PageFrame>
  )
}
