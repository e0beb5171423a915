import type { NewDelivery } from '../store/delivery-store.ts'

let made = 0

/** A delivery to store; every one has an id of its own. */
export function newStoredDelivery(fields: Partial<NewDelivery> = {}): NewDelivery {
  made++
  return {
    id: `dlv_${String(made).padStart(8, '0')}`,
    kind: 'forward',
    targetId: 'tgt_a',
    url: 'http://127.0.0.1:1/',
    route: 'tgt_a',
    lane: null,
    signature: 'original',
    secretId: null,
    secret: null,
    newMessageId: null,
    edit: null,
    editedBody: null,
    retry: [],
    urgent: false,
    replayId: null,
    createdAt: 1,
    ...fields,
  }
}
