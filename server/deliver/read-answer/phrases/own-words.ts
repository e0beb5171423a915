import type { Phrase } from '../phrase.ts'

const from = 'the handler itself'
/** Longer than any short refusal, shorter than a page that happens to have the words in it. */
const upTo = 2_000
const status = [400, 401, 403, 422, 500]

/** Words that handlers choose themselves, our recipes among them: `bad signature`. */
export const ownWords: readonly Phrase[] = [
  { from, status, upTo, words: /^\s*(?:Error: )?Verification (?:error|failed)\.?\s*$/i, finding: 'refused' },
  {
    from,
    status,
    upTo,
    words: /\b(?:bad|invalid|wrong|incorrect) (?:webhook |svix |request |hmac )?signature/i,
    finding: 'refused',
  },
  {
    from,
    status,
    upTo,
    words:
      /\bsignature (?:is |was )?(?:invalid|mismatch|incorrect|wrong|not valid|does not match|did not match)/i,
    finding: 'refused',
  },
  {
    from,
    status,
    upTo,
    words: /\bsignature (?:verification|validation|check) (?:has )?failed/i,
    finding: 'refused',
  },
  {
    from,
    status,
    upTo,
    words: /\b(?:webhook|svix) (?:verification|validation) (?:has )?failed/i,
    finding: 'refused',
  },
  {
    from,
    status,
    upTo,
    words:
      /\b(?:could not|cannot|can't|failed to|unable to|error) (?:verify|verifying) (?:the )?(?:incoming )?(?:webhook|signature)/i,
    finding: 'refused',
  },
  {
    from,
    status,
    upTo,
    words: /\b(?:missing|no) (?:the )?(?:svix|webhook|signature)[ -](?:signature )?headers?\b/i,
    finding: 'headersMissing',
  },
  {
    from,
    status,
    upTo,
    words: /\b(?:missing signature|signature (?:is )?missing)/i,
    finding: 'headersMissing',
  },
  {
    from,
    status,
    upTo,
    words: /\b(?:timestamp (?:is )?too old|(?:timestamp|signature|webhook) (?:is |has )?expired)/i,
    finding: 'tooOld',
  },
  {
    from,
    status,
    upTo,
    words: /\btimestamp (?:is )?(?:too new|too far in the future|in the future)/i,
    finding: 'tooNew',
  },
  {
    from,
    status,
    upTo,
    words: /\btimestamp (?:is )?(?:outside|out of|not within|expired|not recent)/i,
    finding: 'timeRefused',
  },
  {
    from,
    status,
    upTo,
    words:
      /\b(?:webhook|signing|svix|stack)[ _a-z]{0,20}secret[ _a-z]{0,20} (?:is )?(?:missing|not set|not configured|undefined|not defined)/i,
    finding: 'secretMissing',
  },
]
