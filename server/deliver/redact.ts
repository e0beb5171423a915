import type { KeyObject } from 'node:crypto'
import { CREDENTIAL_MASK, isCredentialHeader } from '../../shared/credential-header.ts'
import type { Body, HeaderPair } from '../../shared/event.ts'
import { secretHint } from '../verify/secret.ts'

/** Leaves out of a text what nobody else may read, however it is written. */
export type Redact = (text: string) => string

/** Shorter texts may stand in any answer. */
const LEAST_SECRET = 8
const LEAST_CREDENTIAL = 4

/**
 * A handler that shows its environment, or the request, where it breaks must not write the signing secret or a
 * credential of its target into what is told of its answer.
 *
 * @param headers the target's own, which go with each request
 */
export function createRedact(key: KeyObject, headers: readonly HeaderPair[] = []): Redact {
  const secret = spellingsOf(key.export())
  const credentials = credentialsOf(headers)
  const mark = secretHint(`whsec_${key.export().toString('base64')}`)
  return (text) => {
    const left = secret ? text.replace(secret, mark) : text
    return credentials.reduce((rest, credential) => rest.replaceAll(credential, CREDENTIAL_MASK), left)
  }
}

/** The same of a body: of one that is no text too, in which a secret may stand all the same. */
export function redactBody(redact: Redact, { encoding, text }: Body): Body {
  if (encoding === 'utf8') return { encoding, text: redact(text) }
  const bytes = Buffer.from(text, 'base64').toString('latin1')
  const left = redact(bytes)
  if (left === bytes) return { encoding, text }
  return { encoding, text: Buffer.from(left.replaceAll('…', '...'), 'latin1').toString('base64') }
}

/** Null: the key is too short to be told from other text. */
function spellingsOf(bytes: Buffer): RegExp | null {
  const base64 = bytes.toString('base64').replace(/=+$/, '')
  if (base64.length < LEAST_SECRET) return null
  // The last character has bits that are not read: it may be another, and one more may follow.
  const open = base64.slice(0, -1)
  const url = open.replaceAll('+', '-').replaceAll('/', '_')
  const padding = `(?:${escapes('=')}){0,2}`
  const start = `(?:whsec_)?`
  return new RegExp(
    `${start}(?:${bytes.toString('hex')}|(?:${escaped(open)}|${url})[\\w+/-]{0,2}${padding})`,
    'gi',
  )
}

/** As it stands, and as JSON, URLs and HTML write it. */
function escaped(base64: string): string {
  return base64.replace(/[+/]/g, escapes)
}

function escapes(character: string): string {
  const code = character.charCodeAt(0)
  const hex = code.toString(16)
  return `(?:\\\\?\\${character}|%${hex}|\\\\u00${hex}|&#${code};|&#x${hex};)`
}

/** Longest first. Of `Bearer abc` what follows the scheme too. */
function credentialsOf(headers: readonly HeaderPair[]): string[] {
  return headers
    .filter(([name]) => isCredentialHeader(name))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')])
    .filter((text) => text.length >= LEAST_CREDENTIAL)
    .sort((a, b) => b.length - a.length)
}
