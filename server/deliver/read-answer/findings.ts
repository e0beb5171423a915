import type { CauseCode } from '../../../shared/diagnosis.ts'
import { list } from '../../verify/wording.ts'
import { type Facts, isEarly, isOld, outgrown } from './facts.ts'

/** What happened over there, and why most likely. */
export interface Finding {
  meaning: string
  /** The likeliest first. */
  causes: readonly CauseCode[]
}

const otherSecretOrBody: readonly CauseCode[] = [
  'wrong_secret_other_endpoint',
  'body_reserialized',
  'secret_retired',
]

/** What libraries find wrong with a signed request. What it comes from depends on what we know we sent. */
export const findings = {
  /** No signature fits the body; its time was looked at before, and was right. */
  mismatch: (facts) => unsigned(facts) ?? edited(facts) ?? doesNotFit(facts),

  /** Refused, without a word that tells why. */
  refused: (facts) => unsigned(facts) ?? outOfTime(facts) ?? edited(facts) ?? doesNotFit(facts),

  /** Out of its time, without a word on which side. */
  timeRefused: (facts) => (isEarly(facts) ? tooNew(facts) : tooOld(facts)),

  tooOld,

  tooNew,

  headersMissing: (facts) =>
    unsigned(facts) ?? {
      meaning:
        facts.missing.length > 0
          ? `The handler wants three signature headers, and the request had none for the ${list(facts.missing)}. Send it signed anew.`
          : 'The handler does not see the signature headers that we sent: a proxy before it drops them, or verify() is not given the headers of the request.',
      causes: ['header_missing'],
    },

  headersUnreadable: (facts) => ({
    meaning:
      facts.repeated.length > 0
        ? 'The handler cannot read a signature header that came more than once.'
        : 'The handler cannot read the timestamp, or the signature, as it arrived there: it was changed on its way, or joined with another.',
    causes: ['header_duplicated', 'timestamp_not_integer', 'signature_no_version'],
  }),

  headerIsList: () => ({
    meaning:
      'The handler gave verify() a list of signatures where one text is due: the header came twice there.',
    causes: ['header_duplicated'],
  }),

  bodyParsed: () => ({
    meaning:
      'The body was parsed before it was verified. verify() needs the bytes, or the text, as they came: take the raw body.',
    causes: ['body_reserialized'],
  }),

  bodyMissing: () => ({
    meaning:
      'The handler gave verify() no body at all: nothing read it, or something else had read it before. Read the raw body once.',
    causes: ['body_empty', 'body_reserialized'],
  }),

  secretUnreadable: () => ({
    meaning:
      'The secret over there is not a signing secret as it stands: quotes, spaces or something before whsec_ keep it from being decoded. Nothing is wrong with what was sent.',
    causes: ['secret_quotes_or_whitespace', 'secret_version_prefix', 'secret_malformed'],
  }),

  secretMissing: () => ({
    meaning:
      'The handler has no secret: the environment variable is not set where it runs. Set it, and start the handler again.',
    causes: ['secret_malformed'],
  }),

  signatureWritten: () => ({
    meaning:
      'The handler compares two signatures of different length: one of them is hex, or has v1, before it. Compare base64 with base64, without v1,.',
    causes: ['signature_encoding', 'signature_no_version'],
  }),
} satisfies Record<string, (facts: Facts) => Finding>

export type FindingName = keyof typeof findings

function unsigned({ missing }: Facts): Finding | null {
  if (missing.length < 3) return null
  return {
    meaning: 'The handler wants a signature, and the request was sent without one. Send it signed anew.',
    causes: ['header_missing'],
  }
}

function edited(facts: Facts): Finding | null {
  if (!outgrown(facts)) return null
  return {
    meaning: 'It was edited, and its old signature does not fit what was edited. Send it signed anew.',
    causes: [],
  }
}

function tooOld(facts: Facts): Finding {
  return {
    meaning: isOld(facts)
      ? 'The handler refused it for its age. Send it signed anew, which gives it a fresh timestamp.'
      : facts.ageS === null
        ? 'The handler refused it for its age: by its clock the timestamp is more than five minutes old.'
        : 'The handler found it more than five minutes old, yet it was sent in time: the clock over there is ahead, or the request waited on its way.',
    causes: ['timestamp_too_old'],
  }
}

function tooNew(facts: Facts): Finding {
  return {
    meaning: isEarly(facts)
      ? 'The handler refused it because its timestamp is in the future. Send it signed anew, which gives it a fresh timestamp.'
      : 'The handler found it to be from the future: the clock over there is behind.',
    causes: ['timestamp_too_new'],
  }
}

function outOfTime(facts: Facts): Finding | null {
  const others = facts.signatureValid ? [] : otherSecretOrBody
  if (isOld(facts)) {
    return {
      meaning:
        'The handler refused it, most likely for its age. Send it signed anew, which gives it a fresh timestamp.',
      causes: ['timestamp_too_old', ...others],
    }
  }
  if (!isEarly(facts)) return null
  return {
    meaning:
      'The handler refused it, most likely because its timestamp is in the future. Send it signed anew.',
    causes: ['timestamp_too_new', ...others],
  }
}

function doesNotFit({ signatureValid, secretLabel }: Facts): Finding {
  if (signatureValid === false) {
    return {
      meaning:
        'The signature fits neither over there nor here with any secret that is known. The verification of the event itself says more; to try the handler, send it signed anew.',
      causes: otherSecretOrBody,
    }
  }
  const ours = secretLabel === null ? 'the one it was signed with' : `"${secretLabel}"`
  return {
    meaning: `The signature does not fit over there: the secret is another than ${ours}, or the body was parsed or changed before it was verified.`,
    causes: otherSecretOrBody,
  }
}
