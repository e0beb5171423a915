import { Link } from '@tanstack/react-router'
import type { Replay } from '../../../shared/replay.ts'
import type { SignatureMode } from '../../../shared/target.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatCount } from '../../lib/format.ts'
import { fullTime, utcTime } from '../../lib/time.ts'
import styles from './replay-page.module.css'

const signatures: Record<SignatureMode, string> = {
  resign: 'A fresh signature',
  original: 'The original signature',
  none: 'No signature',
}

/** How a replay was asked for, and when. */
export function ReplayFacts({ replay }: { replay: Replay }) {
  const { query, signature, newMessageId, order, ratePerSecond, stopOnFailure, createdAt, finishedAt } =
    replay
  return (
    <dl className={styles.facts}>
      <div className={styles.wide}>
        <dt>Events</dt>
        <dd>
          {query === null ? (
            'Selected one by one'
          ) : query === '' ? (
            'All that were stored then'
          ) : (
            <Link to="/" search={{ q: query }}>
              <code>
                <VisibleText text={query} />
              </code>
            </Link>
          )}
        </dd>
      </div>
      <div>
        <dt>Sent with</dt>
        <dd>
          {signatures[signature]}
          {signature !== 'none' && (newMessageId ? ', new message ids' : ', the same message ids')}
        </dd>
      </div>
      <div>
        <dt>Order and rate</dt>
        <dd>
          {order === 'oldest' ? 'Oldest' : 'Newest'} first,{' '}
          {ratePerSecond === null
            ? 'as fast as the target takes them'
            : `at most ${formatCount(ratePerSecond)} per second`}
          {stopOnFailure && ', until one fails'}
        </dd>
      </div>
      <div>
        <dt>Begun</dt>
        <dd>
          <time title={utcTime(createdAt) ?? undefined}>{fullTime(createdAt)}</time>
        </dd>
      </div>
      {finishedAt !== null && (
        <div>
          <dt>Ended</dt>
          <dd>
            <time title={utcTime(finishedAt) ?? undefined}>{fullTime(finishedAt)}</time>
          </dd>
        </div>
      )}
    </dl>
  )
}
