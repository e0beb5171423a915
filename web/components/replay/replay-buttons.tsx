import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Replay } from '../../../shared/replay.ts'
import { plural } from '../../lib/format.ts'
import { doneOf, isUnderWay } from '../../lib/replay-words.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import styles from './replay-line.module.css'
import { useReplayAct } from './use-replay-act.ts'

/** Pauses a replay, lets it go on, or ends it; nothing for one that is over. */
export function ReplayButtons({ replay }: { replay: Replay }) {
  const act = useReplayAct(replay)
  const [asked, setAsked] = useState(false)
  if (!isUnderWay(replay)) return null
  const left = Math.max(0, replay.total - doneOf(replay))
  return (
    <span className={styles.buttons}>
      {replay.state === 'running' ? (
        <Button size="compact-xs" disabled={act.isPending} onClick={() => act.mutate('pause')}>
          Pause
        </Button>
      ) : (
        <Button size="compact-xs" disabled={act.isPending} onClick={() => act.mutate('resume')}>
          Resume
        </Button>
      )}
      <Button size="compact-xs" disabled={act.isPending} onClick={() => setAsked(true)}>
        Cancel
      </Button>
      <ConfirmDialog
        opened={asked}
        title="Cancel the replay"
        verb="End the replay"
        closeVerb="Let it go on"
        busy={act.isPending}
        onConfirm={() => act.mutate('cancel', { onSettled: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      >
        <p>
          {plural(left, 'event')} {left === 1 ? 'was' : 'were'} not sent yet and will not be. What was sent
          stays sent. A replay that was ended cannot go on; pause it to go on later.
        </p>
      </ConfirmDialog>
    </span>
  )
}
