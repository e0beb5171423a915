import type { EventSummary, HeaderPair } from '../event.ts'
import { decodeUtf8 } from '../request-formats/bytes.ts'
import { fold } from './fold.ts'

/** The part of an event that its summary leaves out. */
export interface EventContent {
  headers: HeaderPair[]
  body: Uint8Array
}

/** An event as queries see it. What is costly is done once, and only if some query asks. */
export interface Matchable {
  summary: EventSummary
  /** Names and values folded. */
  headers(): HeaderPair[]
  /** The body folded; what is not UTF-8 in it reads U+FFFD. */
  text(): string
  /** The body as JSON; undefined: it is none. */
  payload(): unknown
}

/** @param content called at most once, and only for queries that `needsContent` tells of */
export function matchable(summary: EventSummary, content: () => EventContent): Matchable {
  const get = once(content)
  const body = once(() => decodeUtf8(get().body))
  return {
    summary,
    headers: once(() => get().headers.map(([name, value]) => [fold(name), fold(value)])),
    text: once(() => fold(body())),
    payload: once(() => parseJson(body())),
  }
}

/** Of an event whose summary is all that is known. @throws when a query asks for more */
export function matchableSummary(summary: EventSummary): Matchable {
  return matchable(summary, () => {
    throw new Error('This query asks for the content of an event of which only the summary is here.')
  })
}

/** As `JSON.parse` reads it; a byte order mark is no fault. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
  } catch {
    return undefined
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
