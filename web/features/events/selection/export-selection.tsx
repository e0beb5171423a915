import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { chosenOf } from './selection.ts'
import type { SelectionControlProps } from './selection-actions.ts'

/** Asks how what is selected is to be exported. */
export function ExportSelection({ q, selecting, counted }: SelectionControlProps) {
  return (
    <Button
      size="compact-sm"
      leftSection={<IconDownload size={14} aria-hidden="true" />}
      onClick={() => selecting.exportChosen(chosenOf(q, selecting.selection, counted, Date.now()))}
    >
      Export
    </Button>
  )
}
