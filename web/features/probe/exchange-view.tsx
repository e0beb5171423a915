import { KEPT_HEARD_BYTES, KEPT_SENT_BYTES, type ProbeExchange } from '../../../shared/probe.ts'
import { ReadingView } from '../../components/deliveries/reading-view.tsx'
import { Side, Sides } from '../../components/deliveries/sides.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatSize } from '../../lib/format.ts'
import styles from './exchange-view.module.css'

interface ExchangeViewProps {
  exchange: ProbeExchange
  url: string
  isOpen: boolean
}

/** One request beside its answer. */
export function ExchangeView({ exchange, url, isOpen }: ExchangeViewProps) {
  const { note, request, answer, error, reading, ms } = exchange
  return (
    <details className={styles.exchange} open={isOpen}>
      <summary>
        <span className={styles.note}>
          <VisibleText text={note} />
        </span>
        <span className={styles.outcome}>
          {answer ? <VisibleText text={statusOf(answer)} /> : (error?.code ?? 'no answer')}, after{' '}
          {Math.max(1, Math.round(ms))} ms
        </span>
      </summary>
      <div className={styles.inside}>
        {error !== null && (
          <p className={styles.error}>
            <VisibleText text={error.message} />
          </p>
        )}
        {reading !== null && <ReadingView reading={reading} />}
        <Sides>
          <Side
            of="request"
            title="Sent"
            message={{
              first: `${request.method} ${url}`,
              headers: request.headers,
              isEmpty: request.size === 0,
              body: request.body,
              facts: sizeOf(request),
            }}
          />
          <Side of="answer" title="Came back" message={answer && shown(answer)} none="No answer came." />
        </Sides>
      </div>
    </details>
  )
}

function sizeOf({ size }: ProbeExchange['request']): string {
  return size > KEPT_SENT_BYTES
    ? `the first ${formatSize(KEPT_SENT_BYTES)} of ${formatSize(size)}`
    : formatSize(size)
}

function shown(answer: NonNullable<ProbeExchange['answer']>) {
  const { headers, body, truncated } = answer
  return {
    first: statusOf(answer),
    headers,
    isEmpty: body.text === '',
    body,
    facts: truncated ? `the first ${formatSize(KEPT_HEARD_BYTES)}` : '',
  }
}

/** `400 Bad Request` */
function statusOf({ status, statusText }: NonNullable<ProbeExchange['answer']>): string {
  return `${status} ${statusText}`.trim()
}
