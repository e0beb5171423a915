import { IconSend2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Replay } from '../../../shared/replay.ts'
import { replaysQuery } from '../../api/replays.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { ReplayBar } from '../../components/replay/replay-bar.tsx'
import { ReplayButtons } from '../../components/replay/replay-buttons.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { isUnderWay, outcomeWords, progressWords, stateWords } from '../../lib/replay-words.ts'
import { fullTime, sinceTime } from '../../lib/time.ts'
import styles from './replays-page.module.css'

/** Bulk replays, newest first. */
export function ReplaysPage({ onOpenRail }: { onOpenRail(): void }) {
  const replays = useQuery(replaysQuery)
  return (
    <PageFrame onOpenRail={onOpenRail} bar={<h1>Replays</h1>}>
      <PageContent>
        {replays.data === undefined ? (
          <NotLoaded query={replays} what="the replays" rows={4} height={64} />
        ) : replays.data.length === 0 ? (
          <Message
            icon={<IconSend2 size={32} stroke={1.4} />}
            title="No replays of several events yet"
            action={<LinkButton to="/">Show all events</LinkButton>}
          >
            Select events in the list, or filter it, and press Replay to send them to a target.
          </Message>
        ) : (
          <ul className={styles.list}>
            {replays.data.map((replay) => (
              <Item key={replay.id} replay={replay} />
            ))}
          </ul>
        )}
      </PageContent>
    </PageFrame>
  )
}

function Item({ replay }: { replay: Replay }) {
  const { id, targetName, query, createdAt } = replay
  return (
    <li className={styles.item}>
      <Link to="/replays/$replayId" params={{ replayId: id }} className={styles.name}>
        To <VisibleText text={targetName} />
      </Link>
      <time className={styles.time} title={fullTime(createdAt)}>
        {sinceTime(createdAt, Date.now())}
      </time>
      <p className={styles.words}>
        {stateWords[replay.state]}: {isUnderWay(replay) ? progressWords(replay) : outcomeWords(replay)}
      </p>
      <p className={styles.query}>
        {query === null ? (
          'Selected events'
        ) : query === '' ? (
          'All events'
        ) : (
          <code>
            <VisibleText text={query} />
          </code>
        )}
      </p>
      {isUnderWay(replay) && (
        <div className={styles.progress}>
          <ReplayBar replay={replay} />
          <ReplayButtons replay={replay} />
        </div>
      )}
    </li>
  )
}
