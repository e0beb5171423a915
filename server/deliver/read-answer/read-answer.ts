import type { Reading } from '../../../shared/delivery.ts'
import type { HeaderPair } from '../../../shared/event.ts'
import { readableText, wordsInLine } from './answer-text.ts'
import { certainOf } from './certain.ts'
import { factsOf, type Sent } from './facts.ts'
import { findings } from './findings.ts'
import type { Phrase } from './phrase.ts'
import { families } from './phrases/index.ts'

export type { Sent } from './facts.ts'

export interface AnsweredAttempt {
  /** `headers` as they were sent. */
  request: { headers: readonly HeaderPair[] }
  /** `body` is text, with its content encoding undone; the first 64 KiB are read. */
  answer: { status: number; headers: readonly HeaderPair[]; body: string }
  sent: Sent
}

/**
 * Reads what a target answered: by whose words it speaks, what happened over there, what it most likely comes
 * from, and what is known of the request for certain. Null where the answer is 2xx, or nobody's words are known.
 */
export function readAnswer({ request, answer, sent }: AnsweredAttempt): Reading | null {
  if (answer.status >= 200 && answer.status < 300) return null
  const heard = { ...answer, body: readableText(answer.body) }
  for (const family of families) {
    const best = longest(family.flatMap((phrase) => recognise(phrase, heard)))
    if (best) {
      const facts = factsOf(sent, request.headers)
      const { from } = best.phrase
      return { from, words: best.words, ...senseOf(best.phrase, facts), certain: certainOf(facts) }
    }
  }
  return null
}

interface Recognised {
  phrase: Phrase
  words: string
  /** Characters that were recognised: the more, the more specific. */
  length: number
}

function recognise(phrase: Phrase, answer: AnsweredAttempt['answer']): Recognised[] {
  if (phrase.status && !phrase.status.includes(answer.status)) return []
  if (phrase.upTo !== undefined && answer.body.length > phrase.upTo) return []
  const header = phrase.header ? findHeader(phrase.header, answer.headers) : ''
  const words = phrase.words ? phrase.words.exec(answer.body)?.[0] : ''
  if (header === null || words === undefined) return []
  const shown = wordsInLine(words) || header || String(answer.status)
  return [{ phrase, words: shown, length: words.length + header.length }]
}

/** The header in one line, or null where there is none such. */
function findHeader([wanted, value]: NonNullable<Phrase['header']>, headers: readonly HeaderPair[]) {
  const found = headers.find(([name, text]) => name.toLowerCase() === wanted && value.test(text))
  return found ? wordsInLine(`${found[0]}: ${found[1]}`) : null
}

/** Of equals the first. */
function longest(recognised: Recognised[]): Recognised | null {
  return recognised.reduce<Recognised | null>(
    (best, other) => (best && best.length >= other.length ? best : other),
    null,
  )
}

function senseOf(phrase: Phrase, facts: ReturnType<typeof factsOf>): Pick<Reading, 'meaning' | 'causes'> {
  const { meaning, causes = [] } = 'finding' in phrase ? findings[phrase.finding](facts) : phrase
  return { meaning, causes: [...causes] }
}
