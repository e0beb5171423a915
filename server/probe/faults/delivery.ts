import { probeCheckCodes } from '../../../shared/probe.ts'
import { type AnswerKind, answerKind } from '../answer-kind.ts'
import { whatCame } from '../judge.ts'
import type { Found, Seen } from './seen.ts'

/** Why a good delivery does not arrive. */
export function deliveryFaults(seen: Seen): Found[] {
  const first = seen.first('valid')
  if (!first || seen.failed('valid').length === 0) return wentAway(seen)
  const fault = faultOf(answerKind(first), seen)
  return fault ? [fault] : []
}

function faultOf(kind: AnswerKind, seen: Seen): Found | null {
  const first = seen.first('valid')
  const came = first ? whatCame(first) : ''
  const checks: Found['checks'] = ['valid']
  switch (kind) {
    case 'accepted':
      return null
    case 'refused':
      return parsesFirst(seen)
        ? null
        : {
            code: 'refuses_valid',
            name: 'refuses a valid delivery',
            why: `${came} ${first?.reading?.meaning ?? 'What it says is not known here: see what came back.'} Until it is accepted, nothing can be told of the rest.`,
            fix: 'Compare the last four characters of the secret over there with the one given here, and see that the raw body is verified. Was the handler started anew since its secret was set?',
            checks,
            cause: first?.reading?.causes[0] ?? null,
          }
    case 'broke':
      return parsesFirst(seen)
        ? null
        : {
            code: 'throws_on_valid',
            name: 'breaks on a valid delivery',
            why: `${came} ${first?.reading?.meaning ?? 'Its log has the error.'}`,
            fix: usesReturnValue(seen)
              ? 'It seems to use what verify() returns, which newer versions of svix leave undefined: parse the raw body yourself, after verify().'
              : 'See the log of the handler. A secret that is not set, a body that is verified parsed, and what verify() returns (undefined in newer versions of svix) are the usual reasons.',
            checks,
            cause: first?.reading?.causes[0] ?? null,
          }
    case 'misrouted':
      return {
        code: 'no_handler',
        name: 'is not there: no POST at this path',
        why: `${came} The router answered, not the handler.`,
        fix: 'Look at the path (/api/webhooks/stack by convention), at a slash at its end, and at the method that the route takes.',
        checks,
      }
    case 'redirected':
      return {
        code: 'redirects',
        name: 'leads elsewhere',
        why: `${came} Senders of webhooks do not follow redirects.`,
        fix: 'Give the sender the URL that it leads to, or leave the path out of what redirects.',
        checks,
      }
    case 'slow':
      return {
        code: 'too_slow',
        name: 'answers too late',
        why: came,
        fix: 'Answer first and work afterwards: put the event in a queue, and answer 2xx.',
        checks,
      }
    case 'limited':
    case 'lost':
    case 'unreachable':
      return {
        code: 'unreachable',
        name: kind === 'limited' ? 'is behind a rate limit' : 'does not answer',
        why: came,
        fix: 'Start the handler, and see that host, port and scheme are right.',
        checks,
      }
  }
}

/** A reading that names the body, or a body that passes once it is written as the handler writes it. */
export function parsesFirst(seen: Seen): boolean {
  const result = seen.get('valid')
  const [first, asPython] = result?.exchanges ?? []
  if (!result || result.outcome === 'passed' || !first) return false
  return (
    first.reading?.causes[0] === 'body_reserialized' ||
    (asPython !== undefined && answerKind(asPython) === 'accepted')
  )
}

function usesReturnValue(seen: Seen): boolean {
  const { answer } = seen.first('valid') ?? {}
  return answer?.body.encoding === 'utf8' && /of undefined \(reading '(?:type|data)'\)/.test(answer.body.text)
}

function wentAway(seen: Seen): Found[] {
  const codes = seen.answered('unreachable', ...probeCheckCodes.slice(1))
  if (codes.length === 0) return []
  return [
    {
      code: 'went_away',
      name: 'ended while it was probed',
      why: 'Nobody listens there any more: a request most likely ended the process.',
      fix: 'Look into its log, and catch what the handler throws: one request must not end the server.',
      checks: codes,
    },
  ]
}
