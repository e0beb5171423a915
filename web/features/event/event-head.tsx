import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDots, IconDownload, IconLink, IconTrash, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { EventDetail } from '../../../shared/event.ts'
import { bodyUrl } from '../../api/events.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { verdictWords } from '../../components/diagnosis/verdict.ts'
import { VerdictSentence } from '../../components/diagnosis/verdict-sentence.tsx'
import { notifyDone } from '../../components/notify.ts'
import { TypeName } from '../../components/type-name.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { copyToClipboard } from '../../lib/copy.ts'
import { shortId } from '../../lib/format.ts'
import { fullTime, relativeTime, utcTime } from '../../lib/time.ts'
import { visibleString } from '../../lib/visible-text.ts'
import { DeleteEvent } from './delete-event.tsx'
import styles from './event-head.module.css'

/** What the event is, whether it can be trusted, when and whence it came. */
export function EventHead({ event, onClose }: { event: EventDetail; onClose(): void }) {
  const [deleting, setDeleting] = useState(false)
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <h1 className={styles.type}>
          <TypeName type={event.type} />
        </h1>
        <div className={styles.acts}>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label="More actions">
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconLink size={15} />}
                onClick={() =>
                  void copyToClipboard(`${location.origin}/events/${event.id}`).then((copied) =>
                    notifyDone(copied ? 'Link copied.' : 'The browser did not allow copying.'),
                  )
                }
              >
                Copy the link
              </Menu.Item>
              <Menu.Item
                component="a"
                href={bodyUrl(event.id)}
                download
                leftSection={<IconDownload size={15} />}
              >
                Download the body
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
                Delete this event
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <CloseButton onClose={onClose} />
        </div>
      </div>
      <VerdictSentence verdict={event.verdict} words={verdictWords(event)} />
      <Facts event={event} />
      <DeleteEvent event={event} opened={deleting} onClose={() => setDeleting(false)} onDeleted={onClose} />
    </div>
  )
}

/** The head of a pane that has no event to show. */
export function CloseOnly({ onClose }: { onClose(): void }) {
  return (
    <div className={styles.alone}>
      <CloseButton onClose={onClose} />
    </div>
  )
}

function CloseButton({ onClose }: { onClose(): void }) {
  return (
    <Tooltip label="Close (esc)">
      <ActionIcon aria-label="Close the event" onClick={onClose}>
        <IconX size={17} />
      </ActionIcon>
    </Tooltip>
  )
}

function Facts({ event }: { event: EventDetail }) {
  const { receivedAt } = event
  const request = `${event.method} ${event.path}${event.query === '' ? '' : `?${event.query}`}`
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Received</dt>
        <dd>
          <time
            dateTime={new Date(receivedAt).toISOString()}
            onMouseEnter={(pointer) => {
              pointer.currentTarget.title = `${relativeTime(receivedAt, Date.now())}\n${utcTime(receivedAt)}`
            }}
          >
            {fullTime(receivedAt)}
          </time>
        </dd>
      </div>
      <div>
        <dt>Endpoint</dt>
        <dd>
          <Link to="/endpoints/$slug" params={{ slug: event.endpointSlug }}>
            {event.endpointSlug}
          </Link>
        </dd>
      </div>
      <div>
        <dt>Request</dt>
        <dd title={visibleString(request)}>
          <VisibleText text={request} />
        </dd>
      </div>
      <div>
        <dt>From</dt>
        <dd>
          {event.remoteAddress}, HTTP/{event.httpVersion}
        </dd>
      </div>
      {event.messageId !== null && <IdFact name="Message" id={event.messageId} />}
      <IdFact name="Event" id={event.id} />
    </dl>
  )
}

function IdFact({ name, id }: { name: string; id: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={visibleString(id)}>
        <VisibleText text={shortId(id, 12, 6)} />
        <CopyButton text={id} label={`Copy the ${name.toLowerCase()} id`} className={styles.copy} />
      </dd>
    </div>
  )
}
