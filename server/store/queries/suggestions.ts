import type { Kysely } from 'kysely'
import type { SuggestedField, Suggestion } from '../../../shared/api.ts'
import { fold } from '../../../shared/query/fold.ts'
import { printPattern } from '../../../shared/query/query.ts'
import type { Schema } from '../schema.ts'
import type { SuggestionRequest } from '../suggestion-store.ts'
import {
  causes,
  endpoints,
  type Found,
  headerNames,
  headerValues,
  paths,
  type ReadSeenPaths,
  recent,
  samplesOf,
  tally,
  types,
  withFamilies,
} from './suggestion-sources.ts'

/** Longer values are nothing to choose from a list. */
const LONGEST = 200
/** More than the index keeps. */
const PATHS = 3000

/** See `SuggestionStore.find`. */
export async function findSuggestions(
  db: Kysely<Schema>,
  seenPaths: ReadSeenPaths,
  request: SuggestionRequest,
): Promise<Suggestion[]> {
  const found = await findAll(db, seenPaths, request)
  const wanted = fold(request.prefix)
  const rank = ({ label, text = '' }: Found): number => {
    if (fold(label).startsWith(wanted) || fold(text).startsWith(wanted)) return 0
    return fold(label).includes(wanted) || fold(text).includes(wanted) ? 1 : 2
  }
  return found
    .map((one) => ({ ...one, text: one.text ?? printValue(request.field, one.label), rank: rank(one) }))
    .filter(({ rank, label, text }) => rank < 2 && isChoosable(label) && isChoosable(text))
    .sort((a, b) => a.rank - b.rank || (b.count ?? -1) - (a.count ?? -1) || compare(a.label, b.label))
    .slice(0, request.limit)
    .map(({ rank: _, ...one }) => one)
}

async function findAll(
  db: Kysely<Schema>,
  seenPaths: ReadSeenPaths,
  { field, of }: SuggestionRequest,
): Promise<Found[]> {
  switch (field) {
    case 'type':
      return withFamilies(await types(db))
    case 'verdict':
      return (await endpoints(db)).verdicts
    case 'endpoint':
      return (await endpoints(db)).slugs
    case 'cause':
      return causes(db)
    case 'data':
      return Array.isArray(of) ? samplesOf(seenPaths(PATHS), of) : paths(seenPaths(PATHS))
    case 'header':
      return typeof of === 'string' ? headerValues(await recent(db), of) : headerNames(await recent(db))
    case 'method':
      return tally((await recent(db)).map(({ method }) => [method, null]))
    case 'message':
      return tally((await recent(db)).map(({ message_id }) => [message_id, null]))
    default: {
      const rows = (await recent(db)).filter(({ entity_kind }) => field === 'entity' || entity_kind === field)
      return tally(rows.map(({ entity_id, about }) => [entity_id, about]))
    }
  }
}

function printValue(field: SuggestedField, label: string): string {
  return field === 'data' ? label : printPattern({ text: label, wildcard: false })
}

/** The bar has one line. */
function isChoosable(text: string): boolean {
  return text.length <= LONGEST && !/[\r\n]/.test(text)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
