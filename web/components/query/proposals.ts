import { type SuggestedField, type Suggestion, suggestedFields } from '../../../shared/api.ts'
import type { Completion } from '../../../shared/query/query.ts'
import type { SuggestionsAsked } from '../../api/search.ts'
import { causeNames } from '../../lib/cause-names.ts'
import { formatCount } from '../../lib/format.ts'

/** Something to choose from below the search bar. */
export interface Proposal {
  /** What it does: puts a text in the place of a stretch, takes a whole query, or forgets the queries used. */
  kind: 'field' | 'value' | 'recent' | 'clear'
  text: string
  label: string
  detail: string | null
  /** How often it is there, as it is shown. */
  count: string | null
  from: number
  to: number
}

const fields: [text: string, detail: string][] = [
  ['type:', 'what happened: user.created, user.*'],
  ['verdict:', 'verified, failed, unsigned or unchecked'],
  ['cause:', 'why it failed: body_reserialized, secret_*'],
  ['flag:', 'odd beside the others: duplicate, outOfOrder, conflict, afterDelete'],
  ['schema:', 'how its payload stands to its schema: drift, invalid, unknown'],
  ['delivery:', 'what became of sending it on: failed, due, delivered'],
  ['endpoint:', 'where it came in'],
  ['data.', 'a value of the payload: data.display_name:Ada*'],
  ['header.', 'a header: header.user-agent:Svix*'],
  ['user:', 'about the user with this id'],
  ['team:', 'about the team with this id'],
  ['entity:', 'about anything with this id'],
  ['message:', 'the message id that the sender gave'],
  ['id:', 'the event id that Hooklens gave'],
  ['after:', 'since a time: 2h, 2026-11-01'],
  ['before:', 'up to a time: 1d, 2026-11-01T10:00Z'],
  ['size:', 'bytes of the body: >10kb'],
  ['method:', 'POST, GET, PUT'],
]

const examples: Partial<Record<string, [text: string, detail: string][]>> = {
  after: [
    ['15m', 'the last 15 minutes'],
    ['1h', 'the last hour'],
    ['24h', 'the last 24 hours'],
    ['7d', 'the last 7 days'],
  ],
  before: [
    ['1h', 'more than an hour ago'],
    ['24h', 'more than a day ago'],
    ['7d', 'more than a week ago'],
  ],
  flag: [
    ['duplicate', 'its message came before'],
    ['outOfOrder', 'something made later came before it'],
    ['conflict', 'which of two is the later cannot be known'],
    ['afterDelete', 'it came after the deletion'],
  ],
  schema: [
    ['drift', 'it has fields that the schema does not name'],
    ['invalid', 'a field is missing, or is not of its type'],
    ['unknown', 'there is no schema for its type'],
    ['valid', 'it is as the schema says'],
  ],
  delivery: [
    ['failed', 'a delivery failed, and no other attempt follows'],
    ['due', 'a delivery waits or is under way'],
    ['delivered', 'every delivery arrived'],
  ],
  size: [
    ['>10kb', 'more than 10 kB'],
    ['>1mb', 'more than 1 MB'],
    ['<1kb', 'less than 1 kB'],
    ['0', 'an empty body'],
  ],
}

/** What the server is to be asked for; null: it knows nothing of what is being typed. */
export function askFor({ wanted, prefix }: Completion): SuggestionsAsked | null {
  switch (wanted.kind) {
    case 'field':
      return null
    case 'header':
      return { field: 'header', prefix }
    case 'path':
      return { field: 'data', prefix }
    case 'value': {
      if ('name' in wanted) return { field: wanted.field, name: wanted.name, prefix }
      const field = suggestedFields.find((one): one is SuggestedField => one === wanted.field)
      return field ? { field, prefix } : null
    }
  }
}

/** What can stand in the place of what is being typed. Nothing when it already stands there. */
export function proposalsFor(text: string, completion: Completion, suggested: Suggestion[]): Proposal[] {
  const { wanted, from, to } = completion
  const typed = text.slice(from, to)
  const all =
    wanted.kind === 'field'
      ? fieldsFor(completion)
      : wanted.kind === 'value' && examples[wanted.field]
        ? examplesFor(completion, examples[wanted.field] ?? [])
        : stillFitting(suggested, completion.prefix).map((one) => ofSuggestion(one, completion))
  if (all.length === 1 && all[0]?.text === typed) return []
  return all
}

/** The queries used before, and the way to forget them. */
export function recentProposals(queries: string[], to: number): Proposal[] {
  const base = { detail: null, count: null, from: 0, to }
  const recent = queries.map((q) => ({ ...base, kind: 'recent' as const, text: q, label: q }))
  return recent.length === 0
    ? []
    : [...recent, { ...base, kind: 'clear', text: '', label: 'Forget recent searches' }]
}

/**
 * The text to put in the place of `from` to `to`, for the query as it stands: a name is followed by its colon,
 * a value by a space.
 */
export function inserted(query: string, { kind, text, to }: Proposal): string {
  const next = query[to]
  if (kind === 'value') return next === undefined ? `${text} ` : text
  return next === ':' && text.endsWith(':') ? text.slice(0, -1) : text
}

function fieldsFor({ prefix, from, to }: Completion): Proposal[] {
  const wanted = prefix.toLowerCase()
  return fields
    .filter(([text]) => text.startsWith(wanted))
    .map(([text, detail]) => ({ kind: 'field', text, label: text, detail, count: null, from, to }))
}

function examplesFor({ prefix, from, to }: Completion, all: [string, string][]): Proposal[] {
  return all
    .filter(([text]) => text.startsWith(prefix))
    .map(([text, detail]) => ({ kind: 'value', text, label: text, detail, count: null, from, to }))
}

/** What was found for a shorter beginning may stand there until the answer for this one is there. */
function stillFitting(suggested: Suggestion[], prefix: string): Suggestion[] {
  const wanted = prefix.toLowerCase()
  const placeIn = ({ label, text }: Suggestion) => {
    const places = [label, text].map((one) => one.toLowerCase().indexOf(wanted)).filter((at) => at >= 0)
    return Math.min(...places)
  }
  const begins = suggested.filter((one) => placeIn(one) === 0)
  return [...begins, ...suggested.filter((one) => placeIn(one) > 0 && placeIn(one) < Infinity)]
}

function ofSuggestion(one: Suggestion, { wanted, from, to }: Completion): Proposal {
  const { label, count, atLeast } = one
  const isName = wanted.kind === 'header' || wanted.kind === 'path'
  const isCause = wanted.kind === 'value' && wanted.field === 'cause'
  return {
    kind: isName ? 'field' : 'value',
    text: isName ? `${one.text}:` : one.text,
    label: isName ? one.text : label === '' ? '""' : label,
    detail: isCause ? (causeNames[label as keyof typeof causeNames] ?? null) : one.detail,
    count: count === null ? null : formatCount(count) + (atLeast && count >= 100 ? '+' : ''),
    from,
    to,
  }
}
