import { createSecretKey, type KeyObject } from 'node:crypto'

/**
 * A signing secret as text, read into a key, or why it cannot be one. `svixError` is what the `svix` package
 * throws for the same text; null for the one text that it takes and we refuse: a bare `whsec_`, which gives
 * an empty key with which anybody can sign.
 */
export type ParsedSecret =
  | { ok: true; key: KeyObject; bytes: number }
  | { ok: false; problem: string; svixError: string | null }

/** A secret of an endpoint, ready to verify with. `key` is null when the text is malformed. */
export interface EndpointSecret {
  id: string
  label: string
  /** `sample`: the endpoint's own secret, which signs the samples of Hooklens. */
  origin: 'user' | 'sample'
  key: KeyObject | null
  problem: string | null
  svixError: string | null
  /** Epoch milliseconds from which on the secret no longer verifies; null: never. */
  expiresAt: number | null
}

const PREFIX = 'whsec_'

/**
 * Reads a signing secret as `svix` does: at most one `whsec_` prefix, then base64. It is as lenient as the
 * library, so that a secret works here exactly when it works in a backend: padding may be missing, and of
 * 4n+1 characters the last is neither read nor checked. Never throws.
 */
export function parseSecret(text: string): ParsedSecret {
  if (text === '') return { ok: false, problem: 'The secret is empty.', svixError: "Secret can't be empty." }
  const start = text.startsWith(PREFIX) ? PREFIX.length : 0
  const base64 = text.slice(start)
  if (base64 === '') return { ok: false, problem: `Nothing follows ${PREFIX}.`, svixError: null }

  const padding = trailingPadding(base64)
  if (base64.length < 4) return badPadding('The secret is too short to be base64.')
  if (padding > 2) return badPadding(`The secret ends in ${padding} “=”; base64 ends in at most 2.`)

  const length = base64.length - padding
  const read = base64.slice(0, length % 4 === 1 ? length - 1 : length)
  const wrong = read.search(/[^A-Za-z0-9+/]/)
  if (wrong !== -1) return badCharacter(read.charAt(wrong), start + wrong + 1)

  const bytes = Buffer.from(read, 'base64')
  return { ok: true, key: createSecretKey(bytes), bytes: bytes.length }
}

/** Makes an endpoint's secret of its stored text. */
export function readSecret(
  stored: Pick<EndpointSecret, 'id' | 'label' | 'origin' | 'expiresAt'> & { text: string },
): EndpointSecret {
  const { text, ...rest } = stored
  const parsed = parseSecret(text)
  return parsed.ok
    ? { ...rest, key: parsed.key, problem: null, svixError: null }
    : { ...rest, key: null, problem: parsed.problem, svixError: parsed.svixError }
}

/** Whether a secret is well-formed and has not expired at a time: it can sign, and verifies. */
export function isUsable(
  { key, expiresAt }: Pick<EndpointSecret, 'key' | 'expiresAt'>,
  now: number,
): boolean {
  return key !== null && (expiresAt === null || expiresAt > now)
}

/** How lists show a secret: `whsec_…LaSw`. Of a secret shorter than 12 characters only the dots. */
export function secretHint(text: string): string {
  const prefix = text.startsWith(PREFIX) ? PREFIX : ''
  const rest = text.slice(prefix.length)
  return `${prefix}…${rest.length < 12 ? '' : rest.slice(-4)}`
}

function trailingPadding(base64: string): number {
  let count = 0
  while (base64.at(-1 - count) === '=') count++
  return count
}

function badPadding(problem: string): ParsedSecret {
  return { ok: false, problem, svixError: 'Base64Coder: incorrect padding' }
}

function badCharacter(character: string, place: number): ParsedSecret {
  return {
    ok: false,
    problem: `Character ${place} of the secret is ${nameOf(character)}, which base64 does not have.`,
    svixError: 'Base64Coder: incorrect characters for decoding',
  }
}

function nameOf(character: string): string {
  switch (character) {
    case ' ':
      return 'a space'
    case '\t':
      return 'a tab'
    case '\n':
    case '\r':
      return 'a line break'
    case '"':
    case "'":
      return 'a quotation mark'
  }
  if (character > ' ' && character <= '~') return `“${character}”`
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
