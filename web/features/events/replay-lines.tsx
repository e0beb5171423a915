import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Replay } from '../../../shared/replay.ts'
import { replaysQuery } from '../../api/replays.ts'
import { ReplayLine } from '../../components/replay/replay-line.tsx'
import { plural } from '../../lib/format.ts'
import { useStored } from '../../lib/use-stored.ts'
import { chooseReplays } from './choose-replays.ts'

const SEEN = 'replays-seen'

/** Bulk replays that are under way, and the newest that has ended until it was seen. */
export function ReplayLines() {
  const { data = [] } = useQuery(replaysQuery)
  const [seenAt, setSeenAt] = useStored(SEEN, (stored) => Number(stored ?? 0) || 0)
  const { shown, more } = chooseReplays(data, seenAt, Date.now())
  const dismiss = ({ finishedAt }: Replay) => setSeenAt(finishedAt ?? 0)
  return (
    <>
      {shown.map((replay) => (
        <ReplayLine key={replay.id} replay={replay} onDismiss={() => dismiss(replay)} />
      ))}
      {more > 0 && (
        <p>
          <Link to="/replays">{plural(more, 'other replay')} under way</Link>
        </p>
      )}
    </>
  )
}
