import { Link } from '@tanstack/react-router'
import type { Endpoint } from '../../shared/endpoint.ts'
import { failureWords } from '../lib/failure-words.ts'
import styles from './failure-line.module.css'
import { VisibleText } from './visible-text.tsx'

interface FailureLineProps {
  endpoint: Endpoint
  /** Says whose failures these are, where that is not plain from the place. */
  named: boolean
}

/** What the endpoint's last failures have in common, with the way to those that have it. */
export function FailureLine({ endpoint: { slug, name, failures }, named }: FailureLineProps) {
  const words = failures && failureWords(failures, Date.now())
  if (words === null) return null
  return (
    <p className={styles.line}>
      {named && (
        <strong>
          <VisibleText text={name} />:{' '}
        </strong>
      )}
      {words.text}
      {words.cause && (
        <>
          {' '}
          <Link to="/" search={{ q: `endpoint:${slug} cause:${words.cause.code}` }} className={styles.cause}>
            {words.cause.title}
          </Link>
        </>
      )}
    </p>
  )
}
