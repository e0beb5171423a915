import { type ComparedHeader, compareHeaders } from '../../../shared/diff/headers.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatSize, plural } from '../../lib/format.ts'
import { fullTime } from '../../lib/time.ts'
import styles from './compare-page.module.css'
import type { Side } from './use-side.ts'

/** What differs beside the payload: headers, and what is known of the two requests. */
export function RequestView({ left, right }: { left: Side; right: Side }) {
  const others = factsOf(right)
  const facts = factsOf(left).map(([name, value], i) => ({
    name,
    left: value,
    right: others[i]?.[1] ?? null,
  }))
  if (left.headers === null || right.headers === null) {
    return <p className={styles.same}>A sample is a payload alone: it has no headers to compare.</p>
  }
  const { different, same, reordered } = compareHeaders(left.headers, right.headers)
  const quiet = different.filter(({ isNoise }) => isNoise)
  return (
    <>
      <Table label="The requests" rows={facts} />
      <h2 className={styles.part}>Headers that differ</h2>
      <Table label="Headers that differ" rows={different.filter(({ isNoise }) => !isNoise)} mono />
      {reordered && <p className={styles.note}>Headers that both have come in another order.</p>}
      {quiet.length > 0 && (
        <>
          <h2 className={styles.part}>Different for every request</h2>
          <Table label="Headers that differ for every request" rows={quiet} mono />
        </>
      )}
      <p className={styles.note}>
        {same.length === 0 ? 'No header is the same.' : `${plural(same.length, 'header')} the same.`}
      </p>
    </>
  )
}

type Row = Pick<ComparedHeader, 'name' | 'left' | 'right'> & { isSpelling?: boolean }

function Table({ label, rows, mono = false }: { label: string; rows: Row[]; mono?: boolean }) {
  if (rows.length === 0) return <p className={styles.note}>None.</p>
  return (
    <table className={styles.table} data-mono={mono} aria-label={label}>
      <thead>
        <tr>
          <td />
          <th scope="col">Left</th>
          <th scope="col">Right</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, left, right, isSpelling = false }, index) => (
          <tr key={index} data-different={left !== right}>
            <th scope="row">
              <VisibleText text={name} />
              {isSpelling && <span className={styles.spelling}> written in another case</span>}
            </th>
            {[left, right].map((value, side) => (
              <td key={side === 0 ? 'left' : 'right'}>
                {value === null ? <span className={styles.none}>none</span> : <VisibleText text={value} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The same names in the same order for every side. */
function factsOf({ event, url }: Side): [string, string | null][] {
  const target = event && `${event.path}${event.query === '' ? '' : `?${event.query}`}`
  return [
    ['Verdict', event?.verdict ?? null],
    ['Received', event && fullTime(event.receivedAt)],
    ['Signed for', event?.sentAt == null ? null : fullTime(event.sentAt)],
    ['Message', event?.messageId ?? null],
    ['Sent to', url ?? (event && `${event.method} ${target}`)],
    ['From', event?.remoteAddress ?? null],
    ['Size', event && formatSize(event.size)],
  ]
}
