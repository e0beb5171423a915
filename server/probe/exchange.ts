import type { Body, HeaderPair } from '../../shared/event.ts'
import {
  KEPT_HEARD_BYTES,
  KEPT_HEARD_HEADERS,
  KEPT_SENT_BYTES,
  type ProbeExchange,
} from '../../shared/probe.ts'
import { bodyAsJson } from '../body-json.ts'
import { decodeAnswer } from '../deliver/decode-answer.ts'
import { readAnswer } from '../deliver/read-answer/read-answer.ts'
import { type Redact, redactBody } from '../deliver/redact.ts'
import type { AttemptResult, Sender } from '../deliver/sender.ts'
import { masked } from '../targets/credentials.ts'
import type { Crafted } from './check.ts'

const KEPT_STATUS_TEXT = 200

/** Where requests go, and what goes with each of them. */
export interface Recipient {
  url: string
  /** The target's own headers, in the place of those of the same name. */
  headers: readonly HeaderPair[]
  timeoutMs: number
  /** What the secret is called that signs. */
  secretLabel: string
}

/** Sends one request, and tells of it as the report does. */
export async function exchange(
  crafted: Crafted,
  { sender, recipient, redact }: { sender: Sender; recipient: Recipient; redact: Redact },
  signal: AbortSignal,
): Promise<ProbeExchange> {
  const own = recipient.headers.filter(([name]) => !isSigningHeader(name))
  const ownNames = own.map(([name]) => name.toLowerCase())
  const result = await sender.send(
    {
      method: crafted.method,
      url: recipient.url,
      headers: [...crafted.headers.filter(([name]) => !ownNames.includes(name.toLowerCase())), ...own],
      ownNames,
      body: crafted.body,
      timeoutMs: recipient.timeoutMs,
      followRedirects: 0,
    },
    signal,
  )
  return {
    note: crafted.note,
    sentAt: result.startedAt,
    request: {
      method: crafted.method,
      headers: result.request.headers.map((pair) =>
        ownNames.includes(pair[0].toLowerCase()) ? (masked([pair])[0] as HeaderPair) : pair,
      ),
      body: beginning(bodyAsJson(crafted.body), KEPT_SENT_BYTES),
      size: crafted.body.length,
    },
    ...heard(result, crafted, recipient, redact),
  }
}

function heard(
  { answer, error, timings, request }: AttemptResult,
  { genuine }: Crafted,
  { secretLabel }: Recipient,
  redact: Redact,
): Pick<ProbeExchange, 'answer' | 'ms' | 'error' | 'reading'> {
  const ms = Math.round(timings.totalMs * 10) / 10
  // Of an answer that is not HTTP the words have the beginning.
  const failure =
    error && error.code !== 'status' && error.code !== 'redirect'
      ? { ...error, message: redact(error.message) }
      : null
  if (!answer) return { answer: null, ms, error: failure, reading: null }
  const body = redactBody(redact, decodeAnswer(answer.headers, answer.body).body)
  const kept = beginning(body, KEPT_HEARD_BYTES)
  const headers = answer.headers.map(([name, value]): HeaderPair => [name, redact(value)])
  const text = body.encoding === 'utf8' ? body.text : ''
  return {
    answer: {
      status: answer.status,
      statusText: cut(redact(answer.statusText), KEPT_STATUS_TEXT),
      headers: beginningOf(headers),
      body: kept,
      truncated: answer.truncated || kept.text.length < body.text.length,
    },
    ms,
    error: failure,
    reading: genuine
      ? readAnswer({
          request,
          answer: { status: answer.status, headers, body: text },
          sent: { signature: 'resign', signatureValid: true, ageS: 0, secretLabel, edited: false },
        })
      : null,
  }
}

/** The first bytes of a body, not cut within a character. A copy: a slice would keep the whole in memory. */
function beginning(body: Body, bytes: number): Body {
  if (body.encoding === 'base64') {
    return { ...body, text: Buffer.from(body.text, 'base64').toString('base64', 0, bytes) }
  }
  const whole = Buffer.from(body.text)
  if (whole.length <= bytes) return body
  let end = bytes
  while (end > 0 && ((whole[end] as number) & 0xc0) === 0x80) end--
  return { ...body, text: whole.toString('utf8', 0, end) }
}

function beginningOf(headers: readonly HeaderPair[]): HeaderPair[] {
  const kept: HeaderPair[] = []
  let room = KEPT_HEARD_HEADERS
  for (const [name, value] of headers) {
    if (room <= 0) break
    kept.push([cut(name, room), cut(value, room)])
    room -= name.length + value.length
  }
  return kept
}

/** A copy, as above. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${Buffer.from(text.slice(0, most), 'utf16le').toString('utf16le')}…`
}

function isSigningHeader(name: string): boolean {
  return /^(?:svix|webhook)-(?:id|timestamp|signature)$/i.test(name)
}
