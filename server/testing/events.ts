import type { NewEvent } from '../store/event-store.ts'

let made = 0

/** An event to store; every one has an id of its own. */
export function newEvent(fields: Partial<NewEvent> = {}): NewEvent {
  made++
  return {
    id: `evt_${String(made).padStart(8, '0')}`,
    endpointId: 'ep_a',
    receivedAt: 1_700_000_000_000 + made,
    method: 'POST',
    path: '/in/a',
    query: '',
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    headers: [['Host', 'localhost']],
    body: Buffer.from('{}'),
    contentType: null,
    messageId: null,
    sentAt: null,
    type: 'user.created',
    entity: null,
    about: null,
    schema: null,
    drifted: [],
    verdict: 'unchecked',
    verifiedBy: null,
    ...fields,
  }
}
