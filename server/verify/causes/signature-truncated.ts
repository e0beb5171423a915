import type { Suspect } from './suspect.ts'

/** Fewer characters could match by chance. */
const MIN_CHARACTERS = 12

export const signatureTruncated: Suspect = {
  code: 'signature_truncated',
  title: () => 'the signature was cut off',
  explanation: ({ signature }) =>
    `What came is the beginning of the right signature, ${signature ?? ''}; its end is missing.`,
  fix: () =>
    'Keep the header whole: look for a column, a log line or a proxy that limits its length, and for a split at “=”.',
  *readings(entry) {
    const start = /^v1,([A-Za-z0-9+/]+=?)$/.exec(entry)?.[1]?.replace(/=$/, '')
    if (start && start.length >= MIN_CHARACTERS && start.length < 44) yield { base64Start: start }
  },
}
