import { KEPT_HEARD_BYTES, KEPT_SENT_BYTES, type ProbeExchange } from '../../../shared/probe.ts'
import { BodyView } from '../../components/body/body-view.tsx'
import { HeaderList } from '../../components/deliveries/header-list.tsx'
import { ReadingView } from '../../components/deliveries/reading-view.tsx'
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
  const { note, answer, error, reading, ms } = exchange
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
        <div className={styles.sides}>
          <Sent exchange={exchange} url={url} />
          <CameBack exchange={exchange} />
        </div>
      </div>
    </details>
  )
}

function Sent({ exchange: { request }, url }: Omit<ExchangeViewProps, 'isOpen'>) {
  const { method, headers, body, size } = request
  return (
    <section aria-label="Sent">
      <h4>Sent</h4>
      <p className={styles.first}>
        <VisibleText text={`${method} ${url}`} />
      </p>
      <HeaderList headers={headers} label="the request’s headers" />
      {size === 0 ? (
        <p className={styles.none}>The body is empty.</p>
      ) : (
        <BodyView
          body={body}
          label="Body as sent"
          facts={
            size > KEPT_SENT_BYTES
              ? `the first ${formatSize(KEPT_SENT_BYTES)} of ${formatSize(size)}`
              : formatSize(size)
          }
        />
      )}
    </section>
  )
}

function CameBack({ exchange: { answer } }: { exchange: ProbeExchange }) {
  return (
    <section aria-label="Came back">
      <h4>Came back</h4>
      {answer === null ? (
        <p className={styles.none}>No answer came.</p>
      ) : (
        <>
          <p className={styles.first}>
            <VisibleText text={statusOf(answer)} />
          </p>
          <HeaderList headers={answer.headers} label="the answer’s headers" />
          {answer.body.text === '' ? (
            <p className={styles.none}>The body is empty.</p>
          ) : (
            <BodyView
              body={answer.body}
              label="Answer’s body"
              facts={answer.truncated ? `the first ${formatSize(KEPT_HEARD_BYTES)}` : ''}
            />
          )}
        </>
      )}
    </section>
  )
}

/** `400 Bad Request` */
function statusOf({ status, statusText }: NonNullable<ProbeExchange['answer']>): string {
  return `${status} ${statusText}`.trim()
}
