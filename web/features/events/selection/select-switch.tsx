import { ActionIcon } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import type { EventSelection } from './use-event-selection.ts'

/** Shows the boxes of all rows, for fingers, which point at nothing before they touch it. */
export function SelectSwitch({ selecting }: { selecting: EventSelection }) {
  const { isOpen, setOpen, clear } = selecting
  return (
    <ActionIcon
      variant="subtle"
      size={24}
      aria-label="Select events"
      aria-pressed={isOpen}
      title={isOpen ? 'Select no more' : 'Select events (x)'}
      onClick={() => (isOpen ? clear() : setOpen(true))}
    >
      <IconListCheck size={15} aria-hidden="true" />
    </ActionIcon>
  )
}
