import { useQuery } from '@tanstack/react-query'
import type { Replay } from '../../../shared/replay.ts'
import { ApiError } from '../../api/client.ts'
import { replayQuery } from '../../api/replays.ts'
import { BackLink } from '../../components/back-link.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { ReplayBar } from '../../components/replay/replay-bar.tsx'
import { ReplayButtons } from '../../components/replay/replay-buttons.tsx'
import { useTimeLeft } from '../../components/replay/use-time-left.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { aboutWords, isUnderWay, outcomeWords, progressWords, stateWords } from '../../lib/replay-words.ts'
import { ReplayDeliveries } from './replay-deliveries.tsx'
import { ReplayFacts } from './replay-facts.tsx'
import styles from './replay-page.module.css'

interface ReplayPageProps {
  id: string
  onOpenRail(): void
}

/** One bulk replay: how far it is, how it was asked for, and what became of each event. */
export function ReplayPage({ id, onOpenRail }: ReplayPageProps) {
  const replay = useQuery(replayQuery(id))
  const isGone = replay.error instanceof ApiError && replay.error.status === 404
  return (
    <PageFrame
      onOpenRail={onOpenRail}
      bar={
        <>
          <BackLink to="/replays" label="All replays" />
          <h1>
            {replay.data ? (
              <>
                Replay to <VisibleText text={replay.data.targetName} />
              </>
            ) : (
              'Replay'
            )}
          </h1>
        </>
      }
    >
      {replay.data ? (
        <PageContent>
          <Standing replay={replay.data} />
          <ReplayFacts replay={replay.data} />
          <ReplayDeliveries replay={replay.data} />
        </PageContent>
      ) : isGone ? (
        <Message
          title="There is no such replay"
          action={<LinkButton to="/replays">Show all replays</LinkButton>}
        >
          The link is from another Hooklens, or from another store.
        </Message>
      ) : (
        <NotLoaded query={replay} what="the replay" rows={8} />
      )}
    </PageFrame>
  )
}

function Standing({ replay }: { replay: Replay }) {
  const left = useTimeLeft(replay)
  return (
    <div className={styles.standing}>
      <div className={styles.line}>
        <p role="status">
          <strong>{stateWords[replay.state]}</strong>:{' '}
          {isUnderWay(replay) ? progressWords(replay) : outcomeWords(replay)}
          {left !== null && ` · ${aboutWords(left)} left`}
        </p>
        <ReplayButtons replay={replay} />
      </div>
      <ReplayBar replay={replay} wide />
      {replay.waitsFor !== null && <p className={styles.waits}>{replay.waitsFor}</p>}
    </div>
  )
}
