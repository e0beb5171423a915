import type { Stats } from '../../../shared/api.ts'
import { type CauseCode, causeCodes } from '../../../shared/diagnosis.ts'
import { causeNames } from '../../lib/cause-names.ts'
import { withTerm } from '../../lib/filter.ts'
import { CountedSelect } from './counted-select.tsx'
import styles from './filter-selects.module.css'

interface CauseSelectProps {
  q: string
  value: string | null
  onChange(cause: string | null): void
}

/** Narrows the list to the failures of one cause. Counts are those of the other filters' events. */
export function CauseSelect({ q, ...choice }: CauseSelectProps) {
  return (
    <CountedSelect
      {...choice}
      className={styles.narrow}
      what="cause"
      q={withTerm(q, 'cause', null)}
      read={readCauses}
      nameOf={nameOf}
      width={260}
    />
  )
}

function readCauses({ byCause }: Stats) {
  return byCause.map(({ cause, count }) => [cause, count] as const)
}

/** A filter that was typed may stand for several causes: `body_*`. */
function nameOf(cause: string): string {
  return isCode(cause) ? causeNames[cause] : cause
}

function isCode(cause: string): cause is CauseCode {
  return (causeCodes as readonly string[]).includes(cause)
}
