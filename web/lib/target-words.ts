import { parseQuery, QueryError, termOf } from '../../shared/query/query.ts'
import type { Circuit, Forward, SignatureMode } from '../../shared/target.ts'
import { clockSeconds, sinceTime } from './time.ts'

/** How what is sent on is signed, after "forwards …". */
export const signatureWords: Record<SignatureMode, string> = {
  original: 'as it comes',
  resign: 'signed anew',
  none: 'without a signature',
}

/** What a forward rule does, as half a sentence: `forwards user.* as it comes, in order`. */
export function forwardWords({ enabled, query, signature, inOrder }: Forward): string {
  if (!enabled) return 'sends only what is sent by hand'
  const what = whatWords(query.trim())
  const comma = signature === 'original' && !what.startsWith('what matches') ? '' : ','
  return `forwards ${what}${comma} ${signatureWords[signature]}${inOrder ? ', in order' : ''}`
}

/** `every event`, `user.*` where that is all a query asks, else the query itself. */
function whatWords(query: string): string {
  if (query === '') return 'every event'
  return onlyType(query) ?? `what matches ${query}`
}

function onlyType(query: string): string | null {
  if (!/^type:\S+$/i.test(query)) return null
  try {
    return termOf(parseQuery(query), 'type')
  } catch (error) {
    if (error instanceof QueryError) return null
    throw error
  }
}

/**
 * Why a target takes no requests now, since when, and when it is tried again; or that the last requests failed.
 * Null: it answers.
 */
export function circuitWords({ state, failures, since, tryAt, reason }: Circuit, now: number): string | null {
  const because = reason === null ? '' : `: ${withoutStop(reason)}`
  if (state === 'closed') {
    if (failures === 0) return null
    return `${failures === 1 ? 'The last request' : `The last ${failures} requests`} failed${because}.`
  }
  const why = `Down${since === null ? '' : ` since ${sinceTime(since, now)}`}${because}`
  if (state === 'trying') return `${why}. Being tried now.`
  return tryAt === null ? `${why}. Next try at once.` : `${why}. Next try at ${clockSeconds(tryAt)}.`
}

function withoutStop(sentence: string): string {
  return sentence.trim().replace(/\.$/, '')
}
