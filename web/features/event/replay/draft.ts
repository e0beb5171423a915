import { z } from 'zod'
import type { ReplayEventInput } from '../../../../shared/delivery.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import {
  type SignatureMode,
  signatureModeSchema,
  type Target,
  urlProblem,
} from '../../../../shared/target.ts'
import { headerLines, readHeaderLines } from './header-lines.ts'

/** What is chosen for sending an event again, as the dialog shows it. */
export interface ReplayDraft extends Remembered {
  /** One that was pasted; it is never kept. */
  typedSecret: string
  isEditing: boolean
  method: string
  /** Lines of headers; null: as they came. */
  headers: string | null
  /** Null: the event's own bytes. */
  body: string | null
}

const rememberedSchema = z.object({
  /** A target's id, or `url`. */
  to: z.string(),
  url: z.string(),
  signature: signatureModeSchema,
  /** `default`, an id of one of the endpoint's secrets, or `typed`. */
  secret: z.string(),
  newMessageId: z.boolean(),
})
/** What this browser keeps of it for the next event. */
export type Remembered = z.infer<typeof rememberedSchema>

const nothing: Remembered = {
  to: 'url',
  url: '',
  signature: 'resign',
  secret: 'default',
  newMessageId: false,
}

/** What was stored, whatever it is. */
export function readRemembered(stored: string | null): Remembered | null {
  try {
    return rememberedSchema.parse(JSON.parse(stored ?? ''))
  } catch {
    return null
  }
}

export function toRemember({ to, url, signature, secret, newMessageId }: ReplayDraft): Remembered {
  return { to, url, signature, secret: secret === 'typed' ? 'default' : secret, newMessageId }
}

/** Where a dialog begins: as the last one ended, as far as it still can. */
export function firstDraft(
  event: EventDetail,
  before: Remembered | null,
  targets: readonly Target[],
  secretIds: readonly string[],
): ReplayDraft {
  const kept = before ?? { ...nothing, to: targets[0]?.id ?? 'url' }
  return {
    ...withinReach(kept, targets, secretIds),
    typedSecret: '',
    isEditing: false,
    method: event.method,
    headers: null,
    body: null,
  }
}

/** The same without a target or a secret that is gone. */
export function withinReach<Kept extends Remembered>(
  kept: Kept,
  targets: readonly Target[],
  secretIds: readonly string[],
): Kept {
  const isThere = kept.to === 'url' || targets.some(({ id }) => id === kept.to)
  const knowsSecret = ['default', 'typed'].includes(kept.secret) || secretIds.includes(kept.secret)
  return {
    ...kept,
    to: isThere ? kept.to : (targets[0]?.id ?? 'url'),
    secret: knowsSecret ? kept.secret : 'default',
  }
}

/** What is wrong with a draft, by field; empty: it can be sent. */
export type DraftProblems = Partial<Record<'url' | 'secret' | 'method' | 'headers', string>>

export function problemsOf(draft: ReplayDraft): DraftProblems {
  const problems: DraftProblems = {}
  const url = draft.to === 'url' ? urlProblem(draft.url.trim()) : null
  if (url !== null) problems.url = url
  if (draft.signature === 'resign' && draft.secret === 'typed' && draft.typedSecret.trim() === '') {
    problems.secret = 'Paste the signing secret.'
  }
  if (!/^[A-Za-z]{1,20}$/.test(draft.method)) problems.method = 'A method is a word such as POST.'
  const [header] = draft.headers === null ? [] : readHeaderLines(draft.headers).problems
  if (header !== undefined) problems.headers = header
  return problems
}

/** What the server is asked for. Only what was changed is named, so that the rest stays as it came. */
export function replayInput(draft: ReplayDraft, event: EventDetail): ReplayEventInput {
  const input: ReplayEventInput = {
    ...(draft.to === 'url' ? { url: draft.url.trim() } : { targetId: draft.to }),
    signature: draft.signature,
    newMessageId: draft.signature !== 'none' && draft.newMessageId,
  }
  if (draft.signature === 'resign' && draft.secret === 'typed') input.secret = draft.typedSecret.trim()
  else if (draft.signature === 'resign' && draft.secret !== 'default') input.secretId = draft.secret
  if (draft.method !== event.method) input.method = draft.method
  if (areHeadersEdited(draft, event)) input.headers = readHeaderLines(draft.headers ?? '').headers
  if (isBodyEdited(draft, event)) input.body = { encoding: 'utf8', text: draft.body ?? '' }
  return input
}

export function isBodyEdited({ body }: ReplayDraft, event: EventDetail): boolean {
  return body !== null && !(event.body.encoding === 'utf8' && event.body.text === body)
}

export function areHeadersEdited({ headers }: ReplayDraft, event: EventDetail): boolean {
  return headers !== null && headers !== headerLines(event.headers)
}

export function isEdited(draft: ReplayDraft, event: EventDetail): boolean {
  return isBodyEdited(draft, event) || areHeadersEdited(draft, event) || draft.method !== event.method
}

/** The settings of one event for another: what was typed for it stays behind. */
export function forAnother(input: ReplayEventInput): ReplayEventInput {
  const { body: _body, headers: _headers, method: _method, secretId: _secretId, ...settings } = input
  return settings
}

/** What was remembered, for an event that is sent without a dialog. A secret may be of another endpoint. */
export function rememberedInput({ to, url, signature, newMessageId }: Remembered): ReplayEventInput {
  const goal = to === 'url' ? { url } : { targetId: to }
  return { ...goal, signature, newMessageId: signature !== 'none' && newMessageId }
}

/** A handler that follows Svix takes what was signed at most so long ago. */
const WINDOW_MS = 300_000

/** What sending it signed this way means. */
export function signatureMeaning(
  mode: SignatureMode,
  { sentAt }: Pick<EventDetail, 'sentAt'>,
  now: number,
  ago: (at: number, now: number) => string,
): string {
  if (mode === 'resign') {
    return 'The same bytes with a fresh timestamp, signed anew: a handler takes it as if it had just been sent.'
  }
  if (mode === 'none') return 'Without signature headers: a handler that verifies refuses it.'
  if (sentAt === null) return 'The very bytes and headers that came. This event carries no signed time.'
  const since = `The very bytes and headers that came, signed ${ago(sentAt, now)}`
  return now - sentAt > WINDOW_MS
    ? `${since}: a handler with a five-minute window refuses it.`
    : `${since}: a handler with a five-minute window still takes it.`
}
