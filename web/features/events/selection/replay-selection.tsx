import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useShortcut } from '../../../lib/use-shortcut.ts'
import { chosenOf } from './selection.ts'
import type { SelectionControlProps } from './selection-actions.ts'

/** Asks how what is selected is to be sent on. */
export function ReplaySelection({ q, selecting, counted }: SelectionControlProps) {
  const ask = () => selecting.replayChosen(chosenOf(q, selecting.selection, counted, Date.now()))
  useShortcut('replayMany', ask)
  return (
    <Button size="compact-sm" leftSection={<IconSend2 size={14} aria-hidden="true" />} onClick={ask}>
      Replay
    </Button>
  )
}
