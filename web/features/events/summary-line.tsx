import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDownload, IconSend2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import type { Filter } from '../../lib/filter.ts'
import { CountLine } from './count-line.tsx'
import { GoToTime } from './go-to-time.tsx'
import { ShownTime } from './histogram/shown-time.tsx'
import { SelectSwitch } from './selection/select-switch.tsx'
import type { EventSelection } from './selection/use-event-selection.ts'
import styles from './summary-line.module.css'

interface SummaryLineProps {
  q: string
  at: number | null
  selecting: EventSelection
  filter: Filter
  endpoint: Endpoint | null
  onExport(): void
  onReplay(): void
}

/** How many events the filter matches, and when; where the endpoint listens. */
export function SummaryLine({ q, at, selecting, filter, endpoint, onExport, onReplay }: SummaryLineProps) {
  return (
    <div className={styles.line}>
      <span className={styles.counted}>
        <CountLine q={q} filter={filter} />
        <ShownTime q={q} filter={filter} />
      </span>
      <span className={styles.endpoint}>
        {endpoint && (
          <>
            <Link
              to="/endpoints/$slug"
              params={{ slug: endpoint.slug }}
              className={styles.url}
              title={`${endpoint.ingestUrl}: settings and secrets`}
            >
              {endpoint.ingestUrl}
            </Link>
            <CopyButton text={endpoint.ingestUrl} label="Copy the ingest URL" />
          </>
        )}
        <SelectSwitch selecting={selecting} />
        <GoToTime q={q} at={at} />
        <Tooltip label="Replay these events (a)">
          <ActionIcon size={22} aria-label="Replay these events" onClick={onReplay}>
            <IconSend2 size={14} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Export these events (e)">
          <ActionIcon size={22} aria-label="Export these events" onClick={onExport}>
            <IconDownload size={14} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </span>
    </div>
  )
}
