import type { ProbeCheckCode } from '../../../shared/probe.ts'
import { answerKind, saidYes } from '../answer-kind.ts'
import { speaksOfJson } from '../parser-words.ts'
import { parsesFirst } from './delivery.ts'
import type { Found, Seen } from './seen.ts'

/** How it reads what it verifies: the body, and the signatures. */
export function readingFaults(seen: Seen): Found[] {
  const found: Found[] = []
  const parsed = provesParsing(seen)
  if (parsed.length > 0) {
    found.push({
      code: 'parses_before_verifying',
      name: 'parses the body before it verifies it',
      why: 'The signature covers the bytes that came. Parsed and written anew they are others as soon as the sender writes JSON otherwise than the handler; and what is parsed first was written by anybody.',
      fix: 'Take the raw body, verify it, and parse it then: express.raw() before express.json(), await request.text() in Next.js, request.get_data() in Flask, request.body in Django.',
      checks: parsed,
      cause: 'body_reserialized',
    })
  } else if (seen.failed('non_ascii').length > 0) {
    found.push({
      code: 'decodes_body',
      name: 'does not take UTF-8 as it comes',
      why: 'Every delivery with a name beyond ASCII is refused.',
      fix: 'Verify the raw bytes, or decode them as UTF-8 and nothing else.',
      checks: ['non_ascii'],
      cause: 'body_charset',
    })
  }
  if (seen.failed('second_signature').length > 0) {
    found.push({
      code: 'first_signature_only',
      name: 'reads only the first signature',
      why: 'While a secret is being replaced the sender signs with both, the new one first: every delivery fails until the handler has the new secret.',
      fix: 'Split svix-signature at spaces, and accept where one of the v1 entries fits.',
      checks: ['second_signature'],
    })
  }
  if (seen.failed('big_body').length > 0) {
    found.push({
      code: 'body_limit',
      name: 'takes no large bodies',
      why: 'A user with much metadata is refused whenever something about it changes.',
      fix: 'Raise the limit of the body for this route: express.raw({ type: "*/*", limit: "1mb" }).',
      checks: ['big_body'],
    })
  }
  return found
}

/** The checks that show it; none: nothing does. */
function provesParsing(seen: Seen): ProbeCheckCode[] {
  if (parsesFirst(seen)) return ['valid']
  const rewritten = seen
    .failed('escaped', 'pretty')
    .filter((code) => seen.answered('refused', code).length > 0 || seen.answered('broke', code).length > 0)
  const parser = choked(seen) ? (['broken_json'] as const) : []
  return [...rewritten, ...parser]
}

/** Broken JSON was answered otherwise than a wrong signature over good JSON is: the parser came first. */
function choked(seen: Seen): boolean {
  const broken = seen.first('broken_json')
  const wrong = seen.first('wrong_secret')
  if (!broken || !wrong || saidYes(wrong) || seen.get('broken_json')?.outcome !== 'failed') return false
  if (speaksOfJson(broken)) return !speaksOfJson(wrong)
  return answerKind(wrong) === 'refused' && answerKind(broken) === 'broke'
}
