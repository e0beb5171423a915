import type { Phrase } from '../phrase.ts'

/**
 * What svix, standardwebhooks and their dependencies say. The words are much the same in every language; where
 * one language alone speaks so, it is named.
 */
export const signatureLibraries: readonly Phrase[] = [
  { from: 'svix', words: /No matching signature found/i, finding: 'mismatch' },
  { from: 'svix', words: /Message timestamp too old/i, finding: 'tooOld' },
  { from: 'svix', words: /Message timestamp too new/i, finding: 'tooNew' },
  { from: 'svix', words: /Missing required headers/i, finding: 'headersMissing' },
  { from: 'svix', words: /Invalid Signature Headers/i, finding: 'headersUnreadable' },
  { from: 'svix', words: /WebhookVerification(?:Error|Exception|Failed)/, finding: 'refused' },

  {
    from: 'svix for JavaScript',
    words: /Expected payload to be of type string\b[^<"\n]{0,20}/i,
    finding: 'bodyParsed',
  },
  {
    from: 'svix for JavaScript',
    words: /Base64Coder: incorrect (?:characters for decoding|padding)/,
    finding: 'secretUnreadable',
  },
  { from: 'svix for JavaScript', words: /Secret can't be empty/i, finding: 'secretMissing' },
  { from: 'svix for JavaScript', words: /Expected secret to be of type string/i, finding: 'secretMissing' },
  { from: 'svix for JavaScript', words: /msgSignature\.split is not a function/, finding: 'headerIsList' },
  {
    from: 'svix for JavaScript',
    words: /Cannot read properties of (?:undefined|null) \(reading 'constructor'\)/,
    finding: 'bodyMissing',
  },

  { from: 'svix for Rust', words: /signature timestamp too old/i, finding: 'tooOld' },
  { from: 'svix for Rust', words: /signature timestamp too far in future/i, finding: 'tooNew' },
  { from: 'svix for Rust', words: /missing header (?:id|timestamp|signature)\b/i, finding: 'headersMissing' },
  {
    from: 'svix for Rust',
    words: /invalid header (?:id|timestamp|signature)\b/i,
    finding: 'headersUnreadable',
  },

  {
    from: 'standardwebhooks for Python',
    words: /webhook secret may not be empty/i,
    finding: 'secretMissing',
  },
  { from: 'standardwebhooks', words: /EmptyWebhookSecret(?:Error|Exception)/, finding: 'secretMissing' },

  {
    from: 'a handler in Python',
    words: /'(?:dict|list|JSON|QueryDict)' object has no attribute 'decode'/,
    finding: 'bodyParsed',
  },
  { from: 'a handler in Python', words: /binascii\.Error: [^<\n]{0,120}/, finding: 'secretUnreadable' },
  { from: 'a handler in Python', words: /\bIncorrect padding\b/, upTo: 2_000, finding: 'secretUnreadable' },
  {
    from: 'a handler in Python',
    words: /Invalid base64-encoded string: number of data characters/,
    finding: 'secretUnreadable',
  },
  {
    from: 'a handler in Python',
    words: /'NoneType' object has no attribute 'startswith'/,
    finding: 'secretMissing',
  },
  {
    from: 'a handler in Python',
    words: /KeyError: '[A-Z0-9_]{0,60}(?:SECRET|WEBHOOK)[A-Z0-9_]{0,60}'/,
    finding: 'secretMissing',
  },
  {
    from: 'a handler in Python',
    words: /KeyError: '(?:svix|webhook)-(?:id|timestamp|signature)'/i,
    finding: 'headersMissing',
  },

  {
    from: 'a handler in Go',
    words: /illegal base64 data at input byte \d{1,9}/,
    finding: 'secretUnreadable',
  },
  {
    from: 'a handler in Java or Kotlin',
    words: /Illegal base64 character [0-9a-f]{1,4}/,
    finding: 'secretUnreadable',
  },
  {
    from: 'a handler in Java or Kotlin',
    words: /Input byte array has (?:wrong 4-byte ending unit|incorrect ending byte)/,
    finding: 'secretUnreadable',
  },
  { from: 'a handler in C#', words: /The input is not a valid Base-64 string/i, finding: 'secretUnreadable' },
]
