import type { ProbeCheckCode } from '../../../shared/probe.ts'
import { saidYes } from '../answer-kind.ts'
import type { Found, Seen } from './seen.ts'

const refusals: ProbeCheckCode[] = [
  'tampered_body',
  'wrong_secret',
  'missing_headers',
  'empty_signature',
  'v1a_only',
  'garbage',
  'broken_json',
  'content_type',
]
const times: ProbeCheckCode[] = ['old_timestamp', 'future_timestamp']

const verifyWithLibrary =
  'Verify first: new Webhook(secret).verify(rawBody, headers) of svix, or a library for Standard Webhooks. Answer 400 where it throws, and do nothing else with the request.'

/** What of a forgery gets in, and how it is turned away. */
export function forgeryFaults(seen: Seen): Found[] {
  return [...accepted(seen), ...badlyRefused(seen)]
}

function accepted(seen: Seen): Found[] {
  const taken = seen.dangerous(...refusals)
  const unsigned = withoutAnyHeader(seen)
  const tampered = seen.dangerous('tampered_body', 'wrong_secret')
  const late = seen.dangerous(...times)
  // It got as far as the parser.
  const unread = seen.failed('broken_json')
  if (tampered.length > 0 && (unsigned || seen.get('missing_headers') === undefined)) {
    return [
      {
        code: 'verifies_nothing',
        danger: true,
        name: 'verifies nothing',
        why: 'It accepts what nobody signed. Anybody who knows the URL can create, change and delete users.',
        fix: verifyWithLibrary,
        checks: [...taken, ...late, ...unread],
      },
    ]
  }
  const found: Found[] = []
  if (tampered.length > 0) {
    found.push({
      code: 'accepts_forged',
      danger: true,
      name: 'does not compare the signature with the body',
      why: 'It wants signature headers, but accepts ones that do not fit. Anybody who knows the URL can make them up.',
      fix: verifyWithLibrary,
      checks: [...taken, ...late, ...unread],
    })
    return found
  }
  if (unsigned) {
    found.push({
      code: 'accepts_unsigned',
      danger: true,
      name: 'verifies only where there is a signature',
      why: 'A wrong signature is refused, none at all is accepted. Anybody who knows the URL gets in by leaving it out.',
      fix: 'Refuse where one of the three headers is missing, before anything else.',
      checks: ['missing_headers'],
    })
  }
  const others = taken.filter((code) => !(unsigned && code === 'missing_headers'))
  if (others.length > 0) {
    found.push({
      code: 'accepts_malformed',
      danger: true,
      name: 'accepts signatures that it cannot read',
      why: 'A signature that is empty, of another version or cut off counts as right: whoever finds out gets in.',
      fix: verifyWithLibrary,
      checks: others,
    })
  }
  if (late.length > 0) {
    found.push({
      code: 'no_timestamp_check',
      danger: true,
      name: 'does not check the timestamp',
      why: 'Whoever once gets hold of a request, from a log or a proxy, can send it again for ever.',
      fix: 'Refuse where svix-timestamp is more than 300 s from now, before or after. Libraries do it by themselves.',
      checks: late,
    })
  }
  return found
}

function badlyRefused(seen: Seen): Found[] {
  const broke = seen.answered('broke', ...refusals, ...times)
  if (seen.answered('broke', 'tampered_body', 'wrong_secret').length > 0) {
    return [
      {
        code: 'server_error_on_bad_signature',
        name: 'answers a bad signature with 500',
        why: 'To the sender a 5xx is a fault that passes: it tries the same message again for a day and more, and disables the endpoint after five days. It also hides what is wrong: a wrong secret looks like a crash.',
        fix: 'Catch what verify() throws, and answer 400: try { … } catch { return res.status(400).end() }.',
        checks: broke,
      },
    ]
  }
  const parserAlone = broke.length === 1 && broke[0] === 'broken_json'
  if (broke.length === 0 || parserAlone) return []
  return [
    {
      code: 'throws_on_malformed',
      name: 'breaks on signature headers that are missing or malformed',
      why: 'It reads them before it has looked whether they are there: anybody can fill the log with errors.',
      fix: 'Refuse with 400 where a header is missing or cannot be read, and catch what comparing throws (timingSafeEqual throws on different lengths).',
      checks: broke.filter((code) => code !== 'broken_json'),
    },
  ]
}

function withoutAnyHeader(seen: Seen): boolean {
  const first = seen.first('missing_headers')
  return first !== undefined && saidYes(first)
}
