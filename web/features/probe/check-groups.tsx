import { IconChevronRight } from '@tabler/icons-react'
import type { ProbeReport, ProbeResult } from '../../../shared/probe.ts'
import { outcomeWord } from '../../../shared/probe-report/words.ts'
import { plural } from '../../lib/format.ts'
import styles from './check-groups.module.css'
import { CheckItem } from './check-item.tsx'
import type { OutcomeKind } from './outcome-mark.tsx'

const groups: { kind: OutcomeKind; name: string; meaning: string; isFolded: boolean }[] = [
  { kind: 'danger', name: 'Danger', meaning: 'It accepted what it must refuse.', isFolded: false },
  { kind: 'failed', name: 'Failed', meaning: 'A right handler does otherwise.', isFolded: false },
  { kind: 'advice', name: 'Advice', meaning: 'It may do so; otherwise is better.', isFolded: false },
  { kind: 'skipped', name: 'Skipped', meaning: 'Not sent, or the answer says nothing.', isFolded: true },
  { kind: 'passed', name: 'Passed', meaning: 'As it should be.', isFolded: true },
]

/** Every check, by what came of it: what went wrong is open to see, the rest is folded. */
export function CheckGroups({ report }: { report: ProbeReport }) {
  const { results, toCome } = report
  return (
    <>
      {groups.map(({ kind, name, meaning, isFolded }) => {
        const members = results.filter((result) => outcomeWord(result) === kind)
        return members.length === 0 ? null : (
          <Group
            key={kind}
            name={name}
            meaning={meaning}
            members={members}
            isFolded={isFolded}
            url={report.url}
          />
        )
      })}
      {toCome.length > 0 && <p className={styles.toCome}>{plural(toCome.length, 'check')} to come.</p>}
    </>
  )
}

interface GroupProps {
  name: string
  meaning: string
  members: ProbeResult[]
  isFolded: boolean
  url: string
}

function Group({ name, meaning, members, isFolded, url }: GroupProps) {
  return (
    <details className={styles.group} open={!isFolded}>
      <summary>
        <IconChevronRight size={14} stroke={2} aria-hidden="true" className={styles.arrow} />
        <h2>{name}</h2>
        <span className={styles.count}>{members.length}</span>
        <span className={styles.meaning}>{meaning}</span>
      </summary>
      <ul className={styles.list}>
        {members.map((result) => (
          <CheckItem key={result.code} result={result} url={url} />
        ))}
      </ul>
    </details>
  )
}
