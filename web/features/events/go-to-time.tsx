import { ActionIcon } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { listAddress, printAt } from '../../lib/list-address.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'

const TimeDialog = lazy(() => import('./time-dialog.tsx').then((module) => ({ default: module.TimeDialog })))

/** Opens the list at a time that is asked for. */
export function GoToTime({ q, at }: { q: string; at: number | null }) {
  const [opened, setOpened] = useState(false)
  const [used, setUsed] = useState(false)
  const navigate = useNavigate()
  const open = () => {
    setUsed(true)
    setOpened(true)
  }
  useShortcut('goTime', open)
  return (
    <>
      <ActionIcon
        variant="subtle"
        size={24}
        aria-label="Go to a time"
        aria-keyshortcuts="t"
        title="Go to a time (t)"
        onClick={open}
      >
        <IconClock size={15} aria-hidden="true" />
      </ActionIcon>
      <Suspense>
        {used && (
          <TimeDialog
            opened={opened}
            at={at}
            onClose={() => setOpened(false)}
            onChosen={(time) => {
              setOpened(false)
              void navigate({ to: '/', search: { ...listAddress(q, {}), at: printAt(time) } })
            }}
          />
        )}
      </Suspense>
    </>
  )
}
