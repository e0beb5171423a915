import { Button, Group, Modal, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ExportFormat, exportFormats } from '../../../shared/transfer.ts'
import { fetchEvents } from '../../api/events.ts'
import { fetchAllStats } from '../../api/stats.ts'
import { EXPORT_ACTION, exportUrl } from '../../api/transfer.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { errorText } from '../../components/message.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import type { ChosenEvents } from '../../lib/chosen-events.ts'
import { formatSize, plural } from '../../lib/format.ts'
import styles from './export-dialog.module.css'
import { estimateBytes, exportCommands, formatNames, formatWords } from './export-words.ts'

interface ExportDialogProps {
  opened: boolean
  exported: ChosenEvents
  onClose(): void
}

export function ExportDialog({ opened, exported, onClose }: ExportDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Export events" size={520}>
      <ExportForm exported={exported} onDone={onClose} />
    </Modal>
  )
}

function ExportForm({ exported, onDone }: { exported: ChosenEvents; onDone(): void }) {
  const [format, setFormat] = useState<ExportFormat>('ndjson')
  return (
    <>
      <SegmentedControl
        aria-label="Format"
        fullWidth
        data={exportFormats.map((value) => ({ value, label: formatNames[value] }))}
        value={format}
        onChange={(value) => setFormat(value as ExportFormat)}
        data-autofocus
      />
      <p className={styles.words}>{formatWords[format]}</p>
      {'ids' in exported ? (
        <SelectedEvents ids={exported.ids} format={format} onDone={onDone} />
      ) : (
        <MatchingEvents {...exported} format={format} onDone={onDone} />
      )}
    </>
  )
}

interface PartProps {
  format: ExportFormat
  onDone(): void
}

type Matching = Extract<ChosenEvents, { query: string }>

function MatchingEvents({ query: q, asOf, count: known, format, onDone }: PartProps & Matching) {
  const count = useQuery({
    queryKey: ['export', 'count', q],
    queryFn: ({ signal }) => fetchAllStats({ q }, signal),
    enabled: known === null,
    staleTime: 0,
  })
  const some = useQuery({
    queryKey: ['export', 'some', q],
    queryFn: ({ signal }) => fetchEvents(q, { limit: 50, signal }),
    staleTime: 0,
  })
  const total = known ?? count.data?.total ?? null
  const sizes = some.data?.events.map(({ size }) => size) ?? []
  const bytes = total === null ? null : estimateBytes(total, sizes, format)
  const commands = exportCommands(location.origin, q, format, asOf)
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>Filter</dt>
          <dd>
            {q === '' ? (
              'All events'
            ) : (
              <code>
                <VisibleText text={q} />
              </code>
            )}
          </dd>
        </div>
        <div>
          <dt>Events</dt>
          <dd aria-live="polite">
            {count.isError ? (
              <span role="alert" className={styles.problem}>
                They could not be counted: {errorText(count.error)}
              </span>
            ) : total === null ? (
              'Counting'
            ) : total === 0 ? (
              'No event matches. The file will be empty.'
            ) : (
              `${plural(total, 'event')}, oldest first${bytes === null ? '' : `; about ${formatSize(bytes)}`}`
            )}
          </dd>
        </div>
      </dl>
      <Group justify="flex-end" mt={16}>
        <Button
          component="a"
          href={exportUrl(q, format, asOf)}
          download
          className={styles.download ?? ''}
          variant="filled"
          leftSection={<IconDownload size={15} />}
          onClick={onDone}
        >
          Download
        </Button>
      </Group>
      <details className={styles.commands}>
        <summary>On the command line</summary>
        {commands.cli !== null && <CopyField text={commands.cli} label="Copy the command" />}
        <CopyField text={commands.curl} label="Copy the cURL command" />
      </details>
    </>
  )
}

/** In a form: an address has no room for many ids. A new tab, which closes by itself, would show a failure. */
function SelectedEvents({ ids, format, onDone }: PartProps & { ids: string[] }) {
  return (
    <form
      method="post"
      action={EXPORT_ACTION}
      target="_blank"
      onSubmit={() => setTimeout(onDone)}
      rel="noopener"
    >
      <input type="hidden" name="ids" value={ids.join(',')} />
      <input type="hidden" name="format" value={format} />
      <dl className={styles.facts}>
        <div>
          <dt>Events</dt>
          <dd>{plural(ids.length, 'selected event')}</dd>
        </div>
      </dl>
      <Group justify="flex-end" mt={16}>
        <Button
          type="submit"
          variant="filled"
          leftSection={<IconDownload size={15} />}
          disabled={ids.length === 0}
        >
          Download
        </Button>
      </Group>
    </form>
  )
}
