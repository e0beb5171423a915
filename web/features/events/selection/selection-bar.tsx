import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { formatCount, plural } from '../../../lib/format.ts'
import { MAX_EXCEPT, MAX_SELECTED, type Selection } from './selection.ts'
import { selectionActions } from './selection-actions.ts'
import styles from './selection-bar.module.css'
import type { ListSelection } from './use-event-selection.ts'
import { type SelectedCount, useSelectedCount } from './use-selected-count.ts'

interface SelectionBarProps {
  q: string
  selecting: ListSelection
  onSelectAll(): void
}

/** Says how many events are selected, and offers what can be done with them. */
export function SelectionBar({ q, selecting, onSelectAll }: SelectionBarProps) {
  const counted = useSelectedCount(q, selecting)
  const { selection, clear } = selecting
  return (
    <section className={styles.bar} aria-label="Selected events">
      <ActionIcon
        variant="subtle"
        size={28}
        aria-label="Clear the selection"
        title="Clear (Esc)"
        onClick={clear}
      >
        <IconX size={16} aria-hidden="true" />
      </ActionIcon>
      <span role="status" className={styles.count}>
        {countText(selecting, counted)}
      </span>
      {selecting.isFull && (
        <span role="alert" className={styles.full}>
          {fullText(q, selection)}
        </span>
      )}
      {selection.kind === 'some' && (
        <Button size="compact-sm" variant="subtle" className={styles.all ?? ''} onClick={onSelectAll}>
          Select all that match
        </Button>
      )}
      <span className={styles.actions}>
        {selectionActions
          .filter(({ applies }) => applies(selection))
          .map(({ id, Control }) => (
            <Control key={id} q={q} selecting={selecting} counted={counted} />
          ))}
      </span>
    </section>
  )
}

function countText({ selection, isEmpty }: ListSelection, { count, complete, error }: SelectedCount): string {
  if (isEmpty) return 'Select events'
  if (selection.kind === 'some') return `${formatCount(count)} selected`
  if (error !== null) return 'All that match; they could not be counted'
  if (!complete) return `All that match, ${formatCount(count)} so far`
  if (selection.except.size === 0) return `All ${formatCount(count)} that match`
  return `All that match but ${formatCount(selection.except.size)}: ${plural(count, 'event')}`
}

function fullText(q: string, selection: Selection): string {
  if (selection.kind === 'some') {
    return `${formatCount(MAX_SELECTED)} at most one by one. Select all that match for more.`
  }
  if (selection.except.size >= MAX_EXCEPT) return `No more than ${MAX_EXCEPT} can be taken out.`
  return q.length === 0 ? 'No more can be taken out.' : 'This filter is too long for more to be taken out.'
}
