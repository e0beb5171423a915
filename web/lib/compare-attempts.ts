import { capital } from '../../shared/capital.ts'
import type { Attempt, Delivery } from '../../shared/delivery.ts'
import type { Body, HeaderPair } from '../../shared/event.ts'
import { formatMs, howWords, outcomeWords, timeParts } from './delivery-words.ts'
import { formatSize } from './format.ts'
import { clockTime } from './time.ts'

/** An attempt with what it belongs to. */
export interface ComparedAttempt {
  delivery: Delivery
  attempt: Attempt
  /** What was sent; null: not known any more. */
  sentBody: Body | null
}

/** Something that both have or one lacks (null), side by side. */
export interface ComparedLine {
  name: string
  a: string | null
  b: string | null
}

/** Facts of two attempts side by side; those that are alike as well, for there are few. */
export function comparedFacts(a: ComparedAttempt, b: ComparedAttempt): ComparedLine[] {
  const [left, right] = [factsOf(a), factsOf(b)]
  const names = [...new Set([...left.keys(), ...right.keys()])]
  return names.map((name) => ({ name, a: left.get(name) ?? null, b: right.get(name) ?? null }))
}

function factsOf({ delivery, attempt }: ComparedAttempt): Map<string, string> {
  const { answer, error, request, timings } = attempt
  const facts = new Map<string, string>()
  facts.set('Outcome', outcomeWords({ status: answer?.status ?? null, error }))
  if (error !== null) facts.set('Error', error.message)
  facts.set('Sent', howWords(delivery))
  facts.set('Request', `${request.method} ${request.url}`)
  facts.set('At', clockTime(attempt.startedAt))
  for (const { name, ms } of timeParts(timings)) facts.set(capital(name), formatMs(ms))
  facts.set('Total', formatMs(timings.totalMs))
  if (answer !== null) facts.set('Answer', `${formatSize(answer.size)}, HTTP/${answer.httpVersion}`)
  if (attempt.remoteAddress !== null) facts.set('Address', attempt.remoteAddress)
  return facts
}

/** Headers that differ, by name and the order of the first; repeats are compared one by one. */
export function comparedHeaders(
  a: readonly HeaderPair[],
  b: readonly HeaderPair[],
): { different: ComparedLine[]; same: number } {
  const rest = b.map(([name, value]) => ({ name, value, taken: false }))
  const lines = a.map(([name, value]): ComparedLine => {
    const named = rest.filter((other) => !other.taken && other.name.toLowerCase() === name.toLowerCase())
    const other = named.find((one) => one.value === value) ?? named[0]
    if (other) other.taken = true
    return { name, a: value, b: other?.value ?? null }
  })
  for (const { name, value, taken } of rest) if (!taken) lines.push({ name, a: null, b: value })
  const different = lines.filter((line) => line.a !== line.b)
  return { different, same: lines.length - different.length }
}
