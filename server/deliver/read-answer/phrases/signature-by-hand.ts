import type { Phrase } from '../phrase.ts'

const node = 'a handler in Node.js'
const oneOf = '(?:of type string or|an instance of)[^<\\n]{0,200}'

/** What languages say where a handler computes the signature itself, and the libraries of other senders. */
export const signatureByHand: readonly Phrase[] = [
  { from: node, words: /Input buffers must have the same (?:byte )?length/, finding: 'signatureWritten' },
  {
    from: node,
    words: new RegExp(
      `The "(?:data|chunk)" argument must be ${oneOf}Received an instance of (?:Object|Array)`,
    ),
    finding: 'bodyParsed',
  },
  {
    from: node,
    words: new RegExp(`The "data" argument must be ${oneOf}Received (?:undefined|null)`),
    finding: 'bodyMissing',
  },
  {
    from: node,
    words: new RegExp(`The "key" argument must be ${oneOf}Received (?:undefined|null)`),
    finding: 'secretMissing',
  },
  { from: 'a handler in JavaScript', words: /"\[object Object\]" is not valid JSON/, finding: 'bodyParsed' },
  {
    from: 'a handler in JavaScript',
    words: /Unexpected token '?o'?,? (?:in JSON at position 1\b|"\[object Obj)/,
    finding: 'bodyParsed',
  },
  {
    from: 'a handler in Python',
    words: /(?:can only concatenate|can't concat) (?:bytes|dict|str)[^<\n]{0,20} to (?:bytes|dict|str)/,
    finding: 'bodyParsed',
  },
  {
    from: 'a handler in Python',
    words: /the JSON object must be str, bytes or bytearray, not (?:dict|list)/,
    finding: 'bodyParsed',
  },
  {
    from: 'Stripe’s library',
    words: /No signatures found matching the expected signature for payload/,
    meaning:
      'This handler verifies as Stripe signs, not as Svix does: the URL belongs to another sender’s webhook.',
  },
  {
    from: 'Stripe’s library',
    words:
      /No stripe-signature header value was provided|Unable to extract timestamp and signatures from header/i,
    meaning: 'This handler wants Stripe’s signature: the URL belongs to another sender’s webhook.',
  },
]
