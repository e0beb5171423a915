import type { DiagnosedRequest } from '../../../shared/api.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { bodyBytes } from '../../lib/bytes.ts'
import { plural } from '../../lib/format.ts'
import { fullTime } from '../../lib/time.ts'
import { formatNames } from './reading.ts'
import styles from './request-summary.module.css'

/** More of a URL tells nothing here. */
const URL_SHOWN = 500

/** What the answer is about: the request as it was understood, and what may have changed its bytes. */
export function RequestSummary({ request }: { request: DiagnosedRequest }) {
  const { format, method, url, headers, body, type, receivedAt, receivedAtKnown, warnings } = request
  const kind = body.encoding === 'utf8' ? '' : ' that are no text'
  return (
    <>
      <dl className={styles.facts}>
        <Fact name="Read as">{formatNames[format]}</Fact>
        <Fact name="Request">
          <code>
            <VisibleText text={`${method} ${url.length > URL_SHOWN ? `${url.slice(0, URL_SHOWN)}…` : url}`} />
          </code>
        </Fact>
        <Fact name="Headers">{headers.length}</Fact>
        <Fact name="Body">{plural(bodyBytes(body).length, 'byte') + kind}</Fact>
        {type !== null && (
          <Fact name="Type">
            <code>
              <VisibleText text={type} />
            </code>
          </Fact>
        )}
        <Fact name="Received">
          {fullTime(receivedAt)}
          {!receivedAtKnown && ', the time of asking'}
        </Fact>
      </dl>
      {warnings.length > 0 && (
        <ul className={styles.warnings} aria-label="What may differ from the bytes that were sent">
          {warnings.map((warning) => (
            <li key={warning}>
              <VisibleText text={warning} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
