import type { HeaderPair } from '../../../../shared/event.ts'
import {
  DEFAULT_TIMEOUT_MS,
  type Forward,
  type Target,
  type UpdateTarget,
  updateTargetSchema,
} from '../../../../shared/target.ts'
import { errorOf } from '../../../components/query/query-error-of.ts'
import { readRetry, retryText } from '../../../lib/retry-words.ts'
import { readWait, waitWords } from '../../../lib/wait-words.ts'
import { maskProblem } from './credential.ts'

/** A target's settings as they are typed. */
export interface TargetDraft {
  name: string
  url: string
  headers: DraftHeader[]
  timeout: string
  followRedirects: number
  maxInFlight: string
  secret: DraftSecret
  retry: string
  forward: Forward
}

export interface DraftHeader {
  /** Stays the same while the row is there. */
  key: number
  name: string
  value: string
}

/** The secret itself is never shown: it stays, goes, or another takes its place. */
export type DraftSecret = { kind: 'keep' } | { kind: 'remove' } | { kind: 'set'; text: string }

export interface ReadDraft {
  /** What saving sends; empty: nothing was changed. */
  change: UpdateTarget
  /** What is wrong, by field: `url`, `headers.0`, `forward.query`. */
  errors: Record<string, string>
  /** What was changed, in words. */
  changed: string[]
}

const names: Record<keyof UpdateTarget, string> = {
  name: 'name',
  url: 'URL',
  headers: 'headers',
  timeoutMs: 'time limit',
  followRedirects: 'redirects',
  maxInFlight: 'requests at once',
  secret: 'signing secret',
  retry: 'retries',
  forward: 'forward rule',
}

export function draftOf(target: Target): TargetDraft {
  return {
    name: target.name,
    url: target.url,
    headers: target.headers.map(([name, value], key) => ({ key, name, value })),
    timeout: waitWords(target.timeoutMs),
    followRedirects: target.followRedirects,
    maxInFlight: String(target.maxInFlight),
    secret: { kind: 'keep' },
    retry: retryText(target.retry),
    forward: target.forward,
  }
}

/** What a draft changes of its target, and what of it cannot be saved. */
export function readDraft(draft: TargetDraft, target: Target): ReadDraft {
  const timeoutMs = readWait(draft.timeout)
  const maxInFlight = /^\d{1,6}$/.test(draft.maxInFlight.trim()) ? Number(draft.maxInFlight) : null
  const retry = readRetry(draft.retry)
  const rows = draft.headers.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '')
  const errors: Record<string, string> = {}
  if (timeoutMs === null) errors['timeoutMs'] = 'Write a time such as 15 s.'
  if (maxInFlight === null) errors['maxInFlight'] = 'Write a whole number, from 1 to 100.'
  if (retry.error !== null) errors['retry'] = retry.error
  const queryError = errorOf(draft.forward.query)
  if (queryError) errors['forward.query'] = queryError.placed

  const change = changesOf(target, {
    name: draft.name.trim(),
    url: draft.url.trim(),
    headers: rows.map(({ name, value }): HeaderPair => [name.trim(), value.trim()]),
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    followRedirects: draft.followRedirects,
    maxInFlight: maxInFlight ?? target.maxInFlight,
    retry: retry.retry ?? target.retry,
    forward: { ...draft.forward, query: draft.forward.query.trim() },
  })
  if (draft.secret.kind === 'remove' && target.secret !== null) change.secret = null
  if (draft.secret.kind === 'set') change.secret = draft.secret.text.trim()

  const parsed = updateTargetSchema.safeParse(change)
  for (const { path, message } of parsed.error?.issues ?? []) {
    errors[keyOf(path, draft.headers, rows)] ??= message
  }
  for (const { key, name, value } of change.headers ? rows : []) {
    const problem = maskProblem([name.trim(), value.trim()], target.headers)
    if (problem) errors[`headers.${draft.headers.findIndex((row) => row.key === key)}`] ??= problem
  }
  const fields = Object.keys(change) as (keyof UpdateTarget)[]
  return { change, errors, changed: fieldsOf(fields, errors).map((field) => names[field]) }
}

/** The fields that differ from what the target has. */
function changesOf(target: Target, wanted: Omit<Required<UpdateTarget>, 'secret'>): UpdateTarget {
  const differing = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(target[name as keyof Target]),
  )
  return Object.fromEntries(differing) as UpdateTarget
}

/** Rows left empty are not sent: an error belongs to the row as it is drawn. */
function keyOf(path: PropertyKey[], drawn: DraftHeader[], sent: DraftHeader[]): string {
  const [field, at] = path
  if (field !== 'headers' || typeof at !== 'number') return path.slice(0, 2).join('.')
  return `headers.${drawn.findIndex(({ key }) => key === sent[at]?.key)}`
}

/** What cannot be read was changed, too. */
function fieldsOf(fields: (keyof UpdateTarget)[], errors: Record<string, string>): (keyof UpdateTarget)[] {
  const wrong = Object.keys(errors).map((key) => key.split('.', 1)[0] as keyof UpdateTarget)
  const all = Object.keys(names) as (keyof UpdateTarget)[]
  return all.filter((field) => fields.includes(field) || wrong.includes(field))
}
