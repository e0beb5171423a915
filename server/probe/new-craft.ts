import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { NewId } from '../ids.ts'
import { version } from '../version.ts'
import type { Craft } from './craft.ts'

/** How every message id of a probe begins. */
export const PROBE_MESSAGE_PREFIX = 'msg_hooklens_probe_'
/** How every id in a probe's payloads begins. */
export const PROBE_UUID_PREFIX = 'facade00-'

/** What a probe makes its requests of: everything in it can be told from what the sender sends. */
export function newCraft({ key, now, newId }: { key: KeyObject; now: () => number; newId: NewId }): Craft {
  return {
    key,
    otherKey: createSecretKey(randomBytes(24)),
    now,
    newMessageId: () => `${PROBE_MESSAGE_PREFIX}${newId('msg', now()).replace('msg_', '')}`,
    uuid: markedUuid,
    userAgent: `Hooklens-Probe/${version}`,
  }
}

/** A random UUID (version 4), of which the first group says whose it is. */
function markedUuid(): string {
  const hex = randomBytes(12).toString('hex')
  return `${PROBE_UUID_PREFIX}${hex.slice(0, 4)}-4${hex.slice(4, 7)}-a${hex.slice(7, 10)}-${hex.slice(10, 22)}`
}
