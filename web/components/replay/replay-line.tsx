import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Replay } from '../../../shared/replay.ts'
import { formatCount } from '../../lib/format.ts'
import { aboutWords, isUnderWay, outcomeWords, progressWords } from '../../lib/replay-words.ts'
import { VisibleText } from '../visible-text.tsx'
import { ReplayBar } from './replay-bar.tsx'
import { ReplayButtons } from './replay-buttons.tsx'
import styles from './replay-line.module.css'
import { useTimeLeft } from './use-time-left.ts'

interface ReplayLineProps {
  replay: Replay
  /** Takes the summary of one that is over away. */
  onDismiss(): void
}

/** A bulk replay in one line: how far it is, or what came of it. */
export function ReplayLine({ replay, onDismiss }: ReplayLineProps) {
  if (isUnderWay(replay)) return <UnderWay replay={replay} />
  const { id, failed, state } = replay
  return (
    <div className={styles.line}>
      <p className={styles.words} role="status">
        {endWords[state]} <Target replay={replay} />: {outcomeWords(replay)}.
      </p>
      <span className={styles.buttons}>
        <Link to="/replays/$replayId" params={{ replayId: id }} className={styles.link}>
          {failed > 0
            ? `Show the ${failed === 1 ? 'failed one' : `${formatCount(failed)} failed`}`
            : 'Details'}
        </Link>
        <ActionIcon
          size={22}
          variant="subtle"
          aria-label={`Dismiss the replay to ${replay.targetName}`}
          title="Dismiss"
          onClick={onDismiss}
        >
          <IconX size={14} aria-hidden="true" />
        </ActionIcon>
      </span>
    </div>
  )
}

const endWords: Record<Replay['state'], string> = {
  running: 'Replaying to',
  paused: 'Paused, to',
  stopped: 'Stopped at the first failure, to',
  cancelled: 'Replay cancelled, to',
  done: 'Replayed to',
}

function UnderWay({ replay }: { replay: Replay }) {
  const left = useTimeLeft(replay)
  return (
    <div className={styles.line}>
      <ReplayBar replay={replay} />
      <p className={styles.words}>
        <Link to="/replays/$replayId" params={{ replayId: replay.id }}>
          {endWords[replay.state]} <Target replay={replay} />
        </Link>
        : {progressWords(replay)}
        {left !== null && ` · ${aboutWords(left)} left`}
        {replay.waitsFor !== null && <span className={styles.waits}> · {replay.waitsFor}</span>}
      </p>
      <ReplayButtons replay={replay} />
    </div>
  )
}

function Target({ replay: { targetName } }: { replay: Replay }) {
  return <VisibleText text={targetName} />
}
