import type { Suspect } from './suspect.ts'

export const signatureOfOtherMessage: Suspect = {
  code: 'signature_of_other_message',
  title: () => 'its signature belongs to another message',
  explanation: () =>
    'The very same signature came with another message that is stored here. It was copied, and it cannot match this one.',
  fix: () =>
    'Sign each message by itself. If headers are set from a fixture, take id, timestamp, signature and body from the same event.',
  fact: ({ neighbours: { sameSignature } }, matched) =>
    sameSignature && matched === null ? { confidence: 'proven', evidence: { event: sameSignature } } : null,
}
