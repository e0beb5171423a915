import { Link } from '@tanstack/react-router'
import type { Evidence } from '../../../shared/diagnosis.ts'
import { fullTime } from '../../lib/time.ts'
import { VisibleText } from '../visible-text.tsx'
import { ByteDiff } from './byte-diff.tsx'
import { secondsWords, valueFacts } from './evidence.ts'
import styles from './proof.module.css'

/** What convinces: the bytes, the values, the seconds, the secret that fits. */
export function Proof({ evidence }: { evidence: Evidence }) {
  const { diff, secret, signature, event, value } = evidence
  const values = valueFacts(evidence)
  return (
    <>
      {diff !== undefined && <ByteDiff parts={diff} />}
      {values.length > 0 && (
        <dl className={styles.values}>
          {values.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <VisibleText text={text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {secondsWords(evidence).map((sentence) => (
        <p key={sentence} className={styles.line}>
          {sentence}
        </p>
      ))}
      {event !== undefined && (
        <p className={styles.line}>
          It came with{' '}
          <Link to="/events/$eventId" params={{ eventId: event.id }} search={{ tab: 'verification' }}>
            the event of {fullTime(event.receivedAt)}
          </Link>
          .
        </p>
      )}
      {signature !== undefined && signature !== value?.signed && (
        <p className={styles.line}>
          {diff === undefined ? 'The HMAC' : 'The HMAC of the signed form'}
          {secret !== undefined && (
            <>
              {' '}
              with <SecretName secret={secret} />
            </>
          )}{' '}
          is <code className={styles.signature}>{signature}</code>
        </p>
      )}
      {secret !== undefined && (signature === undefined || signature === value?.signed) && (
        <p className={styles.line}>
          The secret is <SecretName secret={secret} />.
        </p>
      )}
    </>
  )
}

function SecretName({ secret }: { secret: NonNullable<Evidence['secret']> }) {
  return (
    <>
      “<VisibleText text={secret.label} />” (
      <code>
        <VisibleText text={secret.hint} />
      </code>
      )
      {secret.endpoint !== null && (
        <>
          {' '}
          of{' '}
          <Link to="/endpoints/$slug" params={{ slug: secret.endpoint }}>
            {secret.endpoint}
          </Link>
        </>
      )}
    </>
  )
}
