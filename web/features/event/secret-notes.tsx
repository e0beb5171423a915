import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EventDetail } from '../../../shared/event.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { ordinal, signatureCount } from '../../components/diagnosis/verdict.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { fullTime, relativeTime } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'
import styles from './secret-notes.module.css'

/** What is to be told of the secret that signed: that it is being replaced, or that its time ends. */
export function SecretNotes({ event }: { event: EventDetail }) {
  const { matched } = event.diagnosis
  const endpoints = useQuery(endpointsQuery)
  const now = useNow(60_000)
  if (matched === null) return null
  const secret = endpoints.data
    ?.find(({ id }) => id === event.endpointId)
    ?.secrets.find(({ id }) => id === matched.secretId)
  const expiresAt = secret?.expiresAt ?? null
  return (
    <>
      {matched.position > 1 && (
        <p className={styles.warning}>
          <strong>This secret is being replaced.</strong> The {ordinal(matched.position)} of{' '}
          {signatureCount(event.headers)} signatures matches, and senders put the current secret’s first. Add
          the new one{' '}
          <Link to="/endpoints/$slug" params={{ slug: event.endpointSlug }}>
            to the endpoint
          </Link>{' '}
          and to your backend before the old one ends.
        </p>
      )}
      {expiresAt !== null && (
        <p className={styles.note}>
          “<VisibleText text={matched.label} />” {expiresAt > now ? 'counts until' : 'no longer counts since'}{' '}
          {fullTime(expiresAt)} ({relativeTime(expiresAt, now)}).
        </p>
      )}
    </>
  )
}
