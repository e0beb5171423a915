import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { endpointsQuery } from '../../api/endpoints.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { storedEvents } from '../../lib/stored-events.ts'
import { Answer } from './answer/answer.tsx'
import { DeleteEndpoint } from './delete-endpoint.tsx'
import { EndpointCounts } from './endpoint-counts.tsx'
import styles from './endpoint-page.module.css'
import { RenameEndpoint } from './rename-endpoint.tsx'
import { Kept } from './retention/kept.tsx'
import { Secrets } from './secrets.tsx'
import { StoredEvents } from './stored-events.tsx'

interface EndpointPageProps {
  slug: string
  onOpenRail(): void
  onSendSample(): void
  onDeleted(): void
}

/** One endpoint: where it listens, what it has received, and the secrets it verifies with. */
export function EndpointPage({ slug, onOpenRail, onSendSample, onDeleted }: EndpointPageProps) {
  const endpoints = useQuery(endpointsQuery)
  const endpoint = endpoints.data?.find((candidate) => candidate.slug === slug)
  return (
    <PageFrame
      wraps
      onOpenRail={onOpenRail}
      bar={
        endpoint && (
          <>
            <RenameEndpoint endpoint={endpoint} />
            <span className={styles.space} />
            <Button leftSection={<IconSend2 size={15} />} onClick={onSendSample}>
              Send a sample
            </Button>
            <LinkButton to="/" search={{ q: `endpoint:${slug}` }}>
              Show events
            </LinkButton>
          </>
        )
      }
    >
      {endpoint ? (
        <PageContent className={styles.content}>
          <section className={styles.section} aria-labelledby="ingest-title">
            <h2 id="ingest-title">Ingest URL</h2>
            <CopyField text={endpoint.ingestUrl} label="Copy the ingest URL" />
            <p className={styles.hint}>
              Any method, and any path below it. Every request is kept as it came.
            </p>
          </section>
          <EndpointCounts endpoint={endpoint} />
          <Kept key={`kept ${endpoint.id}`} endpoint={endpoint} />
          <Secrets endpoint={endpoint} />
          <section className={styles.section} aria-labelledby="handler-title">
            <h2 id="handler-title">Handler</h2>
            <Link to="/handlers" search={{ q: `endpoint:${slug}` }}>
              Code that receives these events in your framework
            </Link>
          </section>
          <Answer key={`answer ${endpoint.id}`} endpoint={endpoint} />
          {storedEvents(endpoint) > 0 && <StoredEvents key={endpoint.id} endpoint={endpoint} />}
          {storedEvents(endpoint) === 0 && (
            <section className={styles.section} aria-labelledby="first-title">
              <h2 id="first-title">No events yet</h2>
              <Link to="/" search={{ q: `endpoint:${slug}` }}>
                How to send the first one
              </Link>
            </section>
          )}
          <DeleteEndpoint endpoint={endpoint} onDeleted={onDeleted} />
        </PageContent>
      ) : endpoints.data === undefined ? (
        <NotLoaded query={endpoints} what="the endpoint" rows={8} />
      ) : (
        <Message
          title={`There is no endpoint "${slug}"`}
          action={<LinkButton to="/">Show all events</LinkButton>}
        >
          It was deleted, or the link is from another Hooklens.
        </Message>
      )}
    </PageFrame>
  )
}
