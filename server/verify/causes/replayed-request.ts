import type { Suspect } from './suspect.ts'

export const replayedRequest: Suspect = {
  code: 'replayed_request',
  title: () => 'it is a captured request that was sent again',
  explanation: () =>
    'Id, timestamp and signature came before with an event that is stored here. A sender that tries again keeps the id, but signs afresh with a new timestamp.',
  fix: () =>
    'To send an event again, sign it afresh. If you did not do this yourself, somebody may be replaying captured requests: the refusal is right.',
  fact: ({ neighbours: { sameRequest } }) =>
    sameRequest ? { confidence: 'proven', evidence: { event: sameRequest } } : null,
}
