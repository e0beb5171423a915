import { useQuery } from '@tanstack/react-query'
import { hasFlagsQuery } from '../../api/search.ts'
import { type Filter, termOf } from '../../lib/filter.ts'
import { CauseSelect } from './cause-select.tsx'
import { FlagSelect } from './flag-select.tsx'
import { TypeSelect } from './type-select.tsx'
import { useFilter } from './use-filter.ts'

interface FilterSelectsProps {
  q: string
  filter: Filter
  /** Whether there are failed events whose causes can be chosen from. */
  hasFailures: boolean
}

/** The quick filters that are chosen from a list. */
export function FilterSelects({ q, filter, hasFailures }: FilterSelectsProps) {
  const { setTerm } = useFilter()
  const cause = termOf(filter, 'cause')
  const flag = termOf(filter, 'flag')
  const { data: hasFlags = false } = useQuery(hasFlagsQuery)
  return (
    <>
      <TypeSelect q={q} value={termOf(filter, 'type')} onChange={(type) => setTerm('type', type)} />
      {(cause !== null || hasFailures) && (
        <CauseSelect q={q} value={cause} onChange={(next) => setTerm('cause', next)} />
      )}
      {(flag !== null || hasFlags) && <FlagSelect value={flag} onChange={(next) => setTerm('flag', next)} />}
    </>
  )
}
