import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { type Verdict, verdicts } from '../../../shared/verdict.ts'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { type Filter, termOf } from '../../lib/filter.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { CauseSelect } from './cause-select.tsx'
import styles from './filter-bar.module.css'
import { TypeSelect } from './type-select.tsx'
import { useFilter } from './use-filter.ts'

const names: Record<Verdict, string> = {
  verified: 'Verified',
  failed: 'Failed',
  unsigned: 'Unsigned',
  unchecked: 'Unchecked',
}

interface FilterBarProps {
  q: string
  filter: Filter
  /** Whether there are failed events whose causes can be chosen from. */
  hasFailures: boolean
  onOpenRail(): void
}

/** The quick filters. Each is a term of the query in the address. */
export function FilterBar({ q, filter, hasFailures, onOpenRail }: FilterBarProps) {
  const { setTerm } = useFilter(q)
  const cause = termOf(filter, 'cause')
  const verdict = termOf(filter, 'verdict') ?? 'all'
  useShortcut('failed', () => setTerm('verdict', verdict === 'failed' ? null : 'failed'))
  return (
    <search className={styles.bar} aria-label="Filter events">
      <ActionIcon className={styles.menu ?? ''} size={30} aria-label="Open the menu" onClick={onOpenRail}>
        <IconMenu2 size={18} />
      </ActionIcon>
      <SegmentedControl
        aria-label="Verdict"
        className={styles.verdicts ?? ''}
        withItemsBorders={false}
        value={verdict}
        onChange={(value) => setTerm('verdict', value === 'all' ? null : value)}
        data={[
          { value: 'all', label: 'All' },
          ...verdicts.map((value) => ({
            value,
            label: (
              <span className={styles.verdict}>
                <VerdictMark verdict={value} size={12} />
                <span className={styles.name}>{names[value]}</span>
              </span>
            ),
          })),
        ]}
      />
      <TypeSelect q={q} value={termOf(filter, 'type')} onChange={(type) => setTerm('type', type)} />
      {(cause !== null || hasFailures) && (
        <CauseSelect q={q} value={cause} onChange={(next) => setTerm('cause', next)} />
      )}
    </search>
  )
}
