import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { typeAt } from '../../../shared/catalogue.ts'
import type { EventDetail } from '../../../shared/event.ts'
import { catalogueQuery } from '../../api/catalogue.ts'
import { bodyUrl } from '../../api/events.ts'
import { HexView } from '../../components/body/hex-view.tsx'
import { TextView } from '../../components/body/text-view.tsx'
import { Toolbar } from '../../components/body/toolbar.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Message } from '../../components/message.tsx'
import { JsonTree } from '../../components/tree/json-tree.tsx'
import { type NoteOf, nodeOfFinding, notesOf } from '../../components/tree/node-note.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatSize } from '../../lib/format.ts'
import { contentEncoding, type PayloadView, readPayload } from './payload.ts'
import styles from './payload-tab.module.css'
import { SchemaLine } from './schema/schema-line.tsx'

const names: Record<PayloadView, string> = { tree: 'Tree', text: 'Text', hex: 'Hex' }

/** The body: as a tree where it is JSON, as text and bytes always. */
export function PayloadTab({ event }: { event: EventDetail }) {
  const payload = useMemo(() => readPayload(event), [event])
  const { data: catalogue } = useQuery(catalogueQuery)
  const known = catalogue ? typeAt(catalogue.types, event.type, event.endpointSlug) : null
  const noteOf = useMemo<NoteOf>(
    () =>
      payload.json === null ? () => null : notesOf(payload.json, known?.jsonSchema ?? null, event.findings),
    [payload, known, event],
  )
  const [shown, setShown] = useState<{ node: number } | null>(null)
  const [wanted, setWanted] = useState<PayloadView | null>(null)
  const first = payload.views[0]
  const view = wanted !== null && payload.views.includes(wanted) ? wanted : first

  if (view === undefined) {
    return (
      <Message title="The body is empty">
        The request came with headers only
        {event.contentType === null ? '' : `, though it says ${event.contentType}`}.
      </Message>
    )
  }
  return (
    <>
      <Toolbar>
        <SegmentedControl<PayloadView>
          aria-label="View"
          withItemsBorders={false}
          value={view}
          onChange={setWanted}
          data={payload.views.map((value) => ({ value, label: names[value] }))}
        />
        <BodyFacts event={event} />
        {event.body.encoding === 'utf8' && <CopyButton text={event.body.text} label="Copy the body" />}
        <Tooltip label="Download the body">
          <ActionIcon
            component="a"
            size={22}
            href={bodyUrl(event.id)}
            download
            aria-label="Download the body"
          >
            <IconDownload size={15} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Toolbar>
      {payload.note !== null && <p className={styles.note}>{payload.note}</p>}
      {payload.json !== null && catalogue && (
        <SchemaLine
          event={event}
          known={known}
          onShow={(finding) => {
            setWanted('tree')
            if (payload.json) setShown({ node: nodeOfFinding(payload.json, finding) })
          }}
        />
      )}
      {view === 'tree' && payload.json !== null && (
        <JsonTree json={payload.json} noteOf={noteOf} shown={shown} />
      )}
      {view === 'text' && <TextView text={event.body.text} />}
      {view === 'hex' && <HexView body={event.body} />}
    </>
  )
}

function BodyFacts({ event }: { event: EventDetail }) {
  const encoding = contentEncoding(event)
  return (
    <span className={styles.facts}>
      {formatSize(event.size)}
      <span className={styles.kind}>
        {event.contentType === null ? 'no content type' : <VisibleText text={event.contentType} />}
      </span>
      {encoding !== null && <VisibleText text={encoding} />}
    </span>
  )
}
