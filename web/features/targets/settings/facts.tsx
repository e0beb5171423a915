import type { ReactNode } from 'react'
import type { Target } from '../../../../shared/target.ts'
import { VisibleText } from '../../../components/visible-text.tsx'
import { plural } from '../../../lib/format.ts'
import { retryMeaning, retryText } from '../../../lib/retry-words.ts'
import { forwardWords } from '../../../lib/target-words.ts'
import { waitWords } from '../../../lib/wait-words.ts'
import styles from './settings.module.css'

/** A target's settings, to read. */
export function Facts({ target }: { target: Target }) {
  const { url, headers, secret, retry, forward, timeoutMs, followRedirects, maxInFlight } = target
  return (
    <dl className={styles.facts}>
      <Fact name="URL">
        <code>
          <VisibleText text={url} />
        </code>
      </Fact>
      <Fact name="Forward rule">
        <VisibleText text={`${forward.enabled ? 'On' : 'Off'}: ${forwardWords(forward)}.`} />
      </Fact>
      <Fact name="Signing secret">
        {secret === null ? (
          'That of the event’s endpoint, where a request is signed anew.'
        ) : (
          <>
            <code>
              <VisibleText text={secret.hint} />
            </code>
            {secret.problem !== null && <p className={styles.error}>{secret.problem}</p>}
          </>
        )}
      </Fact>
      <Fact name="After a failure">
        {retryMeaning(retry)}
        {retry.length > 0 && <span className={styles.dim}> Waits: {retryText(retry)}.</span>}
      </Fact>
      <Fact name="Requests">
        {`${waitWords(timeoutMs)} each, ${maxInFlight} at once, ${
          followRedirects === 0 ? 'redirects not followed' : `${plural(followRedirects, 'redirect')} followed`
        }.`}
      </Fact>
      {headers.length > 0 && (
        <Fact name="Own headers">
          <ul>
            {headers.map(([name, value], i) => (
              <li key={i} className={styles.header}>
                <VisibleText text={`${name}: ${value}`} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
