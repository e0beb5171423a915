import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useAddTerm } from '../lib/use-add-term.ts'

interface FilterButtonProps {
  /** The term to add to the filter; null: there is none, and no button. */
  term: string | null
  /** What is shown then, as the button's name says it: "Only events of this message". */
  label: string
  className?: string | undefined
}

/** Narrows the list to what has the same value. */
export function FilterButton({ term, label, className }: FilterButtonProps) {
  const add = useAddTerm()
  if (term === null) return null
  return (
    <Tooltip label={label}>
      <ActionIcon className={className ?? ''} size={22} aria-label={label} onClick={() => add(term)}>
        <IconFilter size={14} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}
