import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconDots, IconDownload, IconLink, IconSend2, IconTrash, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../../shared/event.ts'
import { bodyUrl } from '../../api/events.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { verdictWords } from '../../components/diagnosis/verdict.ts'
import { VerdictSentence } from '../../components/diagnosis/verdict-sentence.tsx'
import { FilterButton } from '../../components/filter-button.tsx'
import { notifyDone } from '../../components/notify.ts'
import { TypeName } from '../../components/type-name.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { copyToClipboard } from '../../lib/copy.ts'
import { shortId } from '../../lib/format.ts'
import { fullTime, relativeTime, utcTime } from '../../lib/time.ts'
import { termOfId } from '../../lib/value-terms.ts'
import { visibleString } from '../../lib/visible-text.ts'
import { CompareMenu } from './compare-menu.tsx'
import { CopyAs } from './copy-as.tsx'
import { DeleteEvent } from './delete-event.tsx'
import styles from './event-head.module.css'
import { Flags } from './flags.tsx'

interface EventHeadProps {
  event: EventDetail
  onReplay(): void
  onClose(): void
}

/** What the event is, whether it can be trusted, when and whence it came. */
export function EventHead({ event, onReplay, onClose }: EventHeadProps) {
  const [deleting, setDeleting] = useState(false)
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <h1 className={styles.type}>
          <TypeName type={event.type} />
        </h1>
        {event.type !== null && (
          <FilterButton
            className={styles.filter}
            term={termOfId('type', event.type)}
            label="Only events of this type"
          />
        )}
        <div className={styles.acts}>
          <Tooltip label="Send it to a URL of yours (r)">
            <Button size="compact-sm" leftSection={<IconSend2 size={14} />} onClick={onReplay}>
              Replay
            </Button>
          </Tooltip>
          <CompareMenu event={event} />
          <CopyAs event={event} />
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
      <Flags event={event} />
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
      {event.entity !== null && (
        <div>
          <dt>About</dt>
          <dd title={visibleString(event.entity.id)}>
            <Link
              to="/entities/$kind/$entityId"
              params={{ kind: event.entity.kind, entityId: event.entity.id }}
              search={{}}
              title={`Its history (h)\n${visibleString(event.entity.id)}`}
            >
              <VisibleText text={event.about ?? shortId(event.entity.id, 12, 6)} />
            </Link>
            <FilterButton
              className={styles.copy}
              term={termOfId('entity', event.entity.id)}
              label={`Only events about this ${event.entity.kind}`}
            />
          </dd>
        </div>
      )}
      {event.messageId !== null && (
        <IdFact name="Message" id={event.messageId}>
          <FilterButton
            className={styles.copy}
            term={termOfId('message', event.messageId)}
            label="Only events of this message"
          />
        </IdFact>
      )}
      <IdFact name="Event" id={event.id} />
    </dl>
  )
}

function IdFact({ name, id, children }: { name: string; id: string; children?: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={visibleString(id)}>
        <VisibleText text={shortId(id, 12, 6)} />
        <CopyButton text={id} label={`Copy the ${name.toLowerCase()} id`} className={styles.copy} />
        {children}
      </dd>
    </div>
  )
}
