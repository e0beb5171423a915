import type { ReplayPlan } from '../../../shared/replay.ts'
import { TypeName } from '../../components/type-name.tsx'
import { formatCount, formatSize } from '../../lib/format.ts'
import { aboutWords, planCount, planTypes } from '../../lib/replay-words.ts'
import { fullTime, sinceTime, utcTime } from '../../lib/time.ts'
import styles from './replay-many.module.css'

/** What would be sent: how many, which types, from when to when, and how long it takes. */
export function PlanView({ plan }: { plan: ReplayPlan }) {
  const { total, oldest, newest, bytes, takesMs } = plan
  const now = Date.now()
  if (total === 0 && plan.complete) return <p>No stored event matches: nothing would be sent.</p>
  const { types, rest } = planTypes(plan)
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Events</dt>
        <dd>
          {planCount(plan)}, {formatSize(bytes)}
        </dd>
      </div>
      <div>
        <dt>Types</dt>
        <dd className={styles.types}>
          {types.map(({ type, count }) => (
            <span key={type ?? ''} className={styles.type}>
              <TypeName type={type} /> {formatCount(count)}
            </span>
          ))}
          {rest !== null && <span>{rest}</span>}
        </dd>
      </div>
      {oldest !== null && newest !== null && (
        <div>
          <dt>Received</dt>
          <dd>
            <Moment at={oldest} now={now} />
            {newest !== oldest && (
              <>
                {' to '}
                <Moment at={newest} now={now} />
              </>
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>Takes</dt>
        <dd>
          {takesMs === null
            ? 'This cannot be said yet: nothing was sent to this target lately.'
            : aboutWords(takesMs)}
        </dd>
      </div>
    </dl>
  )
}

function Moment({ at, now }: { at: number; now: number }) {
  return <time title={`${fullTime(at)}\n${utcTime(at)}`}>{sinceTime(at, now)}</time>
}
