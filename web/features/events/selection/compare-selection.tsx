import { Button } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useShortcut } from '../../../lib/use-shortcut.ts'
import { pairOf } from './selection.ts'
import type { SelectionControlProps } from './selection-actions.ts'

/** Compares the two that are selected. */
export function CompareSelection({ selecting }: SelectionControlProps) {
  const navigate = useNavigate()
  const pair = pairOf(selecting.selection)
  const compare = () => pair && void navigate({ to: '/compare/$a/$b', params: pair })
  useShortcut('compare', compare)
  return (
    <Button
      size="compact-sm"
      leftSection={<IconArrowsLeftRight size={14} aria-hidden="true" />}
      title="Compare (c)"
      onClick={compare}
    >
      Compare
    </Button>
  )
}
