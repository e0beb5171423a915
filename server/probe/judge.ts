import { STATUS_CODES } from 'node:http'
import { assertNever } from '../../shared/assert-never.ts'
import { PROBE_TIMEOUT_MS, type ProbeExchange } from '../../shared/probe.ts'
import { list } from '../verify/wording.ts'
import { type AnswerKind, answerKind, saidYes } from './answer-kind.ts'
import type { Judgement } from './check.ts'

/** Passed where every one was accepted in time. */
export function allAccepted(exchanges: readonly ProbeExchange[]): Judgement {
  const wrong = exchanges.filter((exchange) => answerKind(exchange) !== 'accepted')
  const [first] = wrong
  if (!first) return passed(`${subject(exchanges)} with ${statuses(exchanges)}, in ${slowest(exchanges)}.`)
  const kind = answerKind(first)
  const many = exchanges.length > 1 ? `${wrong.length} of ${exchanges.length} were not accepted: ` : ''
  const named = exchanges.length > 1 ? some(wrong) : null
  const found = named ? `${many}${named}.` : whatCame(first)
  const reading = first.reading ? ` ${first.reading.meaning}` : ''
  return { outcome: 'failed', found: `${found}${reading}`, ...wordsFor(kind) }
}

/** Passed where every one was refused with 4xx; danger where one was accepted. */
export function allRefused(exchanges: readonly ProbeExchange[]): Judgement {
  const taken = exchanges.filter(saidYes)
  if (taken.length > 0) {
    const which = exchanges.length > 1 ? ` ${list(taken.map(({ note }) => note))}` : ''
    return {
      outcome: 'danger',
      found: `Accepted${which}, with ${statuses(taken)}.`,
      matters: null,
      fix: null,
    }
  }
  const wrong = exchanges.filter((exchange) => answerKind(exchange) !== 'refused')
  const [first] = wrong
  if (!first) return passed(`Refused with ${statuses(exchanges)}.`)
  const kind = answerKind(first)
  const words = kind === 'broke' ? brokeOnForgery : wordsFor(kind)
  const found = exchanges.length > 1 ? `Not refused as it should be: ${some(wrong)}.` : whatCame(first)
  return { outcome: 'failed', found, matters: words.matters, fix: words.fix }
}

export function passed(found: string): Judgement {
  return { outcome: 'passed', found, matters: null, fix: null }
}

/** What came back, in a sentence. */
export function whatCame(exchange: ProbeExchange): string {
  const { answer, error } = exchange
  if (error) return error.message
  if (!answer) return 'No answer came.'
  if (answerKind(exchange) === 'slow') {
    return `Answered ${statusLine(answer)} after ${seconds(exchange.ms)}: the sender gives up after ${seconds(PROBE_TIMEOUT_MS)}.`
  }
  const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  return `Answered ${statusLine(answer)}${location && answer.status < 400 ? `, which leads to ${location}` : ''}.`
}

/** `500 Internal Server Error` */
export function statusLine({ status, statusText }: { status: number; statusText: string }): string {
  return `${status} ${statusText || STATUS_CODES[status] || ''}`.trim()
}

const retries =
  'The sender takes this for a failure and tries again for a day and more; after five days of failures it disables the endpoint.'

const brokeOnForgery = {
  matters: `A 5xx says that the handler broke, not that it refused. ${retries} It also fills the log with errors that anybody can cause.`,
  fix: 'Catch what verify() throws, and answer 400 (or 401) there. Keep 5xx for what goes wrong after the signature was found right.',
}

/** Where the way it went wrong says more than the check does. Null: it does not. */
function wordsFor(kind: AnswerKind): Pick<Judgement, 'matters' | 'fix'> {
  switch (kind) {
    case 'slow':
      return {
        matters: `The sender gives up after ${seconds(PROBE_TIMEOUT_MS)} and sends again: what the handler did meanwhile is done twice.`,
        fix: 'Answer first and work afterwards: put the event in a queue, and answer 2xx.',
      }
    case 'redirected':
      return {
        matters: 'Senders of webhooks do not follow redirects: to them it is a failure.',
        fix: 'Give the sender the URL that it leads to, or leave the path out of what redirects: a login, a slash at the end, a language.',
      }
    case 'misrouted':
      return {
        matters: `The answer comes from the router, not from the handler. ${retries}`,
        fix: 'Look at path and method: the route takes POST, and the URL has neither a slash too many nor one too few.',
      }
    case 'limited':
      return {
        matters: `The answer comes from a rate limit, not from the handler. ${retries}`,
        fix: 'Leave the route of the webhook out of the rate limit: it has its signature.',
      }
    case 'lost':
    case 'unreachable':
      return {
        matters: `No answer is a failure. ${retries}`,
        fix: 'Look into the log of the handler: it ended, or closed the connection, before it had answered.',
      }
    case 'accepted':
    case 'refused':
    case 'broke':
      return { matters: null, fix: null }
    default:
      return assertNever(kind)
  }
}

/** The first few by name; the rest can be looked up in the exchanges. */
function some(wrong: readonly ProbeExchange[]): string {
  const named = wrong.slice(0, NAMED).map((one) => `${one.note} (${inShort(one)})`)
  return list(wrong.length > NAMED ? [...named, `${wrong.length - NAMED} more`] : named)
}

const NAMED = 4

function subject({ length }: readonly ProbeExchange[]): string {
  return length === 1 ? 'Accepted' : `All ${length} accepted`
}

function statuses(exchanges: readonly ProbeExchange[]): string {
  return list([...new Set(exchanges.flatMap(({ answer }) => (answer ? [String(answer.status)] : [])))])
}

function inShort(exchange: ProbeExchange): string {
  if (exchange.error) return exchange.error.code
  if (answerKind(exchange) === 'slow') return `after ${seconds(exchange.ms)}`
  return exchange.answer ? String(exchange.answer.status) : 'no answer'
}

function slowest(exchanges: readonly ProbeExchange[]): string {
  const ms = Math.max(...exchanges.map((exchange) => exchange.ms))
  const most = exchanges.length > 1 ? ' at most' : ''
  return `${ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : seconds(ms)}${most}`
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`
}
