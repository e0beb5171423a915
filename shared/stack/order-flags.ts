import type { Entity } from '../event.ts'
import type { Flag } from '../flag.ts'

/** An event of an entity, as far as its place among the others goes. */
export interface Placed {
  seq: number
  type: string | null
  messageId: string | null
  /** When its message was made, see `messageMadeAt`. */
  madeAt: number
  flags: readonly Flag[]
}

/** What is odd about the order of an event, and the events before it that have the same oddity through it. */
export interface OrderFlags {
  flags: Flag[]
  /** The seqs of earlier events that it is in conflict with. */
  conflicts: number[]
}

/**
 * Holds an event against those of the same entity that came before it. Times of messages are whole seconds: of two that
 * were made in the same one, only a creation comes before an update, and that before a deletion.
 * @param differs whether an earlier event says something else than this one
 */
export function orderFlags(
  kind: Entity['kind'],
  event: Placed,
  before: Placed[],
  differs: (seq: number) => boolean,
): OrderFlags {
  const others = before.filter(({ messageId }) => messageId === null || messageId !== event.messageId)
  const second = secondOf(event)
  const stage = stageOf(event)
  const later = others.filter((other) => secondOf(other) > second)
  const sameSecond = others.filter((other) => secondOf(other) === second)
  const isOnce = comesOnce(kind)

  const found = new Set<Flag>()
  if (later.length > 0) found.add('outOfOrder')
  // Of what comes once, the stage tells the order within a second.
  if (isOnce && sameSecond.some((other) => stageOf(other) > stage)) found.add('outOfOrder')
  const isDeleted = (other: Placed) => stageOf(other) === DELETED || other.flags.includes('afterDelete')
  if (
    stage !== DELETED &&
    (isOnce ? others.some(isDeleted) : later.some((other) => stageOf(other) === DELETED))
  ) {
    found.add('afterDelete')
  }
  const rivals = sameSecond.filter((other) => {
    if (isOnce) return stage !== DELETED && stageOf(other) === stage && differs(other.seq)
    return other.type !== event.type || (kind === 'issue' && differs(other.seq))
  })
  if (rivals.length > 0) found.add('conflict')
  return { flags: [...found], conflicts: rivals.map(({ seq }) => seq) }
}

const DELETED = 2

/** Created, changed, deleted. */
function stageOf({ type }: Placed): number {
  const action = type?.split('.').at(-1)
  return action === 'created' ? 0 : action === 'deleted' ? DELETED : 1
}

/** A user or a team never comes back; a membership or a permission can be given again. */
function comesOnce(kind: Entity['kind']): boolean {
  return kind === 'user' || kind === 'team'
}

function secondOf({ madeAt }: Placed): number {
  return Math.floor(madeAt / 1000)
}
