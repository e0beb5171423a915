import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { type Verdict, verdicts } from '../../../shared/verdict.ts'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { classNames } from '../../lib/class-names.ts'
import { type Filter, readFilter, termOf, withTerm } from '../../lib/filter.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import styles from './filter-bar.module.css'
import { SearchBar } from './search/search-bar.tsx'
import { useFilter } from './use-filter.ts'
import { useVerdictCounts } from './use-verdict-counts.ts'
import { VerdictCount } from './verdict-count.tsx'

// What opens a list is large, and nobody opens one before the rows are there.
const FilterSelects = lazy(() =>
  import('./filter-selects.tsx').then((module) => ({ default: module.FilterSelects })),
)

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

/** The query in the address as text, and the quick filters: each is a term of it. */
export function FilterBar({ q, filter, hasFailures, onOpenRail }: FilterBarProps) {
  const { setQ, setTerm } = useFilter()
  const counts = useVerdictCounts(q, filter)
  const verdict = termOf(filter, 'verdict') ?? 'all'
  useShortcut('failed', () =>
    setQ((now) => {
      const isOn = termOf(readFilter(now), 'verdict') === 'failed'
      return withTerm(now, 'verdict', isOn ? null : 'failed')
    }),
  )
  return (
    <search className={styles.bar} aria-label="Filter events">
      <div className={styles.line}>
        <ActionIcon className={styles.menu ?? ''} size={32} aria-label="Open the menu" onClick={onOpenRail}>
          <IconMenu2 size={18} />
        </ActionIcon>
        <SearchBar q={q} />
      </div>
      <div className={classNames(styles.line, styles.quick)}>
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
                  <VerdictCount counts={counts} verdict={value} />
                </span>
              ),
            })),
          ]}
        />
        <Suspense fallback={<span className={styles.coming} />}>
          <FilterSelects q={q} filter={filter} hasFailures={hasFailures} />
        </Suspense>
      </div>
    </search>
  )
}
