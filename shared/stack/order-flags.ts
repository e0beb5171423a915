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

/** Something that is odd about the order of an event, with the seqs of the events before it that make it so. */
export interface OrderFlag {
  /** A `conflict` is one of both sides. */
  flag: Exclude<Flag, 'duplicate'>
  by: number[]
}

/**
 * Holds an event against those of the same entity that came before it. Times of messages are whole seconds: of two that
 * were made in the same one, only a creation comes before an update, and that before a deletion.
 * @param differs whether an earlier event says something else than this one
 */
export function orderFlags(
  kind: Entity['kind'],
  event: Placed,
  before: readonly Placed[],
  differs: (seq: number) => boolean,
): OrderFlag[] {
  const others = before.filter(({ messageId }) => messageId === null || messageId !== event.messageId)
  const second = secondOf(event)
  const stage = stageOf(event)
  const isOnce = comesOnce(kind)

  const isLater = (other: Placed) =>
    // Of what comes once, the stage tells the order within a second.
    secondOf(other) > second || (isOnce && secondOf(other) === second && stageOf(other) > stage)
  const endsIt = (other: Placed) => {
    if (stage === DELETED) return false
    return isOnce
      ? isDeletion(other) || other.flags.includes('afterDelete')
      : isDeletion(other) && secondOf(other) > second
  }
  const isRival = (other: Placed) => {
    if (secondOf(other) !== second) return false
    if (isOnce) return stage !== DELETED && stageOf(other) === stage && differs(other.seq)
    return other.type !== event.type || (kind === 'issue' && differs(other.seq))
  }
  const found = (flag: OrderFlag['flag'], gives: (other: Placed) => boolean) => ({
    flag,
    by: others.filter(gives).map(({ seq }) => seq),
  })
  return [found('outOfOrder', isLater), found('afterDelete', endsIt), found('conflict', isRival)].filter(
    ({ by }) => by.length > 0,
  )
}

/** Whether an event says that its entity is no more. */
export function isDeletion(event: Pick<Placed, 'type'>): boolean {
  return stageOf(event) === DELETED
}

/** The second in which a message was made. */
export function secondOf({ madeAt }: Pick<Placed, 'madeAt'>): number {
  return Math.floor(madeAt / 1000)
}

const DELETED = 2

/** Created, changed, deleted. */
function stageOf({ type }: Pick<Placed, 'type'>): number {
  const action = type?.split('.').at(-1)
  return action === 'created' ? 0 : action === 'deleted' ? DELETED : 1
}

/** A user or a team never comes back; a membership or a permission can be given again. */
function comesOnce(kind: Entity['kind']): boolean {
  return kind === 'user' || kind === 'team'
}
