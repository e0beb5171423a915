import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CatalogueType } from '../../../shared/catalogue.ts'
import { listFields } from '../../../shared/schema/list-fields.ts'
import { catalogueQuery } from '../../api/catalogue.ts'
import { BackLink } from '../../components/back-link.tsx'
import { TextView } from '../../components/body/text-view.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { withTerm } from '../../lib/filter.ts'
import { plural } from '../../lib/format.ts'
import { fullTime } from '../../lib/time.ts'
import { FieldTable } from './field-table.tsx'
import styles from './type-page.module.css'

interface TypePageProps {
  type: string
  /** The only endpoint at which it is known; null: all. */
  endpoint: string | null
  onOpenRail(): void
  onSample(): void
}

/** One event type: when it is sent, its fields, an example, its JSON Schema. */
export function TypePage({ type, endpoint, onOpenRail, onSample }: TypePageProps) {
  const catalogue = useQuery(catalogueQuery)
  const known = catalogue.data?.types.find((one) => one.type === type && one.endpointSlug === endpoint)
  return (
    <PageFrame
      onOpenRail={onOpenRail}
      bar={
        <>
          <BackLink to="/catalogue" label="Catalogue" />
          <h1>
            <VisibleText text={type} />
          </h1>
          <CopyButton text={type} label="Copy the type" />
        </>
      }
    >
      <PageContent className={styles.content}>
        {catalogue.data === undefined ? (
          <NotLoaded query={catalogue} what="the catalogue" rows={12} />
        ) : known ? (
          <Type known={known} onSample={onSample} />
        ) : (
          <Message
            title="There is no schema for this type"
            action={<LinkButton to="/catalogue">All types</LinkButton>}
          >
            Events of it are kept and shown as any other. A JSON Schema for it can be named in the
            configuration file.
          </Message>
        )}
      </PageContent>
    </PageFrame>
  )
}

function Type({ known, onSample }: { known: CatalogueType; onSample(): void }) {
  const { type, received, endpointSlug } = known
  const fields = useMemo(() => listFields(known.jsonSchema), [known])
  const place = endpointSlug === null ? '' : `endpoint:${endpointSlug}`
  return (
    <>
      <section className={styles.lead} aria-label="What it tells">
        <p>
          <VisibleText text={known.sentWhen ?? known.label} />
          {known.undocumented && ' It is sent, though Stack’s public list of types leaves it out.'}
        </p>
        {known.unsent.map((says) => (
          <p key={says} className={styles.unsent}>
            {says}
          </p>
        ))}
        <p className={styles.received}>
          {received === null ? (
            'None is stored.'
          ) : (
            <>
              <Link to="/" search={{ q: withTerm(place, 'type', type) }}>
                {plural(received.count, 'event')}
              </Link>{' '}
              stored, the newest received at {fullTime(received.lastAt)}.
            </>
          )}
        </p>
        <div className={styles.acts}>
          {known.source === 'stack' && (
            <Button leftSection={<IconSend2 size={15} />} onClick={onSample}>
              Send a sample
            </Button>
          )}
          <LinkButton to="/handlers" search={{ types: type }}>
            Write a handler
          </LinkButton>
        </div>
      </section>
      <section aria-labelledby="fields-title">
        <h2 id="fields-title">Fields</h2>
        <FieldTable fields={fields} />
      </section>
      {known.example !== null && (
        <Json title="Example" what={`an example of ${type}`} value={known.example} />
      )}
      <Json title="JSON Schema" what={`the JSON Schema of ${type}`} value={known.jsonSchema} />
    </>
  )
}

function Json({ title, what, value }: { title: string; what: string; value: unknown }) {
  const text = useMemo(() => JSON.stringify(value, null, 2), [value])
  return (
    <section aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <CopyButton text={text} label={`Copy ${what}`} />
      </div>
      <div className={styles.code}>
        <TextView text={text} label={title} fit={420} />
      </div>
    </section>
  )
}
