import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { diagnoseLimitBytes } from '../../../shared/api.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { infoQuery } from '../../api/info.ts'
import { Message } from '../../components/message.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { formatSize } from '../../lib/format.ts'
import { visibleString } from '../../lib/visible-text.ts'
import { type Choice, Choices } from './choices.tsx'
import { example } from './example.ts'
import { Explained } from './explained.tsx'
import { HowTo } from './how-to.tsx'
import styles from './paste-page.module.css'
import { nothing, type Pasted, pastedText } from './pasted.ts'
import { RequestField } from './request-field.tsx'
import { useExplain } from './use-explain.ts'
import { useReading } from './use-reading.ts'

interface PastePageProps {
  /** The endpoint to verify with at first. */
  slug: string | null
  onOpenRail(): void
}

/** Explains a request that was saved elsewhere: paste it, and read why it failed. */
export function PastePage({ slug, onOpenRail }: PastePageProps) {
  const { data: endpoints = [], isPending: isLoading } = useQuery(endpointsQuery)
  const { data: info } = useQuery(infoQuery)
  const [pasted, setPasted] = useState<Pasted>(nothing)
  const [chosen, setChosen] = useState<Choice>({ verifyWith: '', secret: '', receivedAt: '' })
  const [refused, setRefused] = useState<string | null>(null)
  const explain = useExplain()
  const result = useRef<HTMLElement>(null)

  const first = endpoints.find((endpoint) => endpoint.slug === slug) ?? endpoints[0]
  const choice = chosen.verifyWith === '' ? { ...chosen, verifyWith: first?.id ?? 'typed' } : chosen
  const reading = useReading(pasted, !isLoading, () => explain.ask(pasted, choice))
  const canAsk = !isLoading && (reading.kind === 'read' || reading.kind === 'unread')
  // Base64 takes four bytes for three.
  const limitBytes = info ? (diagnoseLimitBytes(info.maxBodyBytes) * 3) / 4 - 2000 : Number.POSITIVE_INFINITY

  const change = (next: Pasted) => {
    setRefused(null)
    explain.reset()
    setPasted(next)
  }
  const choose = (next: Choice) => {
    setChosen(next)
    const isOther = next.verifyWith !== choice.verifyWith
    if (isOther && next.verifyWith !== 'typed' && canAsk) explain.ask(pasted, next)
    else explain.reset()
  }
  const askAsReceived = (at: number) => {
    const next = { ...choice, receivedAt: new Date(at).toISOString() }
    setChosen(next)
    explain.ask(pasted, next)
  }
  const tryExample = () => {
    setChosen({ verifyWith: 'typed', secret: example.secret, receivedAt: example.receivedAt })
    change(pastedText(example.text))
  }
  useEffect(() => {
    if (explain.request) result.current?.scrollIntoView({ block: 'nearest' })
  }, [explain.request])

  return (
    <PageFrame onOpenRail={onOpenRail} bar={<h1>Paste a request</h1>}>
      <div className={styles.panes}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (canAsk) explain.ask(pasted, choice)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
          }}
        >
          <RequestField
            pasted={pasted}
            reading={reading}
            error={refused ?? explain.issues.request}
            limitBytes={limitBytes}
            onChange={change}
            onTooLarge={(name, bytes) => {
              change(nothing)
              setRefused(tooLarge(name, bytes, limitBytes))
            }}
          />
          <Choices choice={choice} endpoints={endpoints} issues={explain.issues} onChange={choose} />
          <div className={styles.act}>
            <Button type="submit" variant="filled" loading={explain.isPending} disabled={!canAsk}>
              Explain
            </Button>
            <span className={styles.keys}>Ctrl or ⌘ and Enter</span>
          </div>
        </form>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
        <section ref={result} className={styles.result} tabIndex={0} aria-label="Explanation">
          {explain.isPending ? (
            <PlaceholderRows label="Explaining the request" rows={6} />
          ) : explain.failure !== null ? (
            <Message
              alert
              title="The request could not be explained"
              action={<Button onClick={() => explain.ask(pasted, choice)}>Try again</Button>}
            >
              {explain.failure}
            </Message>
          ) : explain.request ? (
            <Explained request={explain.request} onReceivedAt={askAsReceived} />
          ) : (
            <HowTo onExample={tryExample} />
          )}
        </section>
      </div>
    </PageFrame>
  )
}

function tooLarge(name: string, bytes: number, limit: number): string {
  return `${visibleString(name)} has ${formatSize(bytes)}; ${formatSize(limit)} can be explained here. Leave out of a HAR file what is not needed.`
}
