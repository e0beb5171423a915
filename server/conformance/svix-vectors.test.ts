import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { addSecretSchema } from '../../shared/endpoint.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { diagnose } from '../verify/diagnose.ts'
import { parseSecret, readSecret } from '../verify/secret.ts'
import { verify } from '../verify/verify.ts'

const vectorSchema = z.object({
  n: z.int(),
  name: z.string(),
  kind: z.string(),
  secret: z.string().nullable(),
  secretFormat: z.string().optional(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  /** What was signed, where it is not what came. */
  computed: z
    .object({ id: z.string(), timestamp: z.string(), body: z.string(), secret: z.string() })
    .partial()
    .optional(),
  /** The unix second to judge at; absent: the real clock. */
  now: z.int().optional(),
  /** Seconds; null: not enforced; absent: 300. */
  tolerance: z.number().nullable().optional(),
  expect: z.enum(['valid', 'invalid']),
  /** What the library throws. */
  message: z.string().optional(),
})
type Vector = z.infer<typeof vectorSchema>

/** Rules of the sender's for making secrets. A receiver that held to them would refuse what works elsewhere. */
const differences = new Map([
  [188, 'accepted: a key of 10 bytes verifies in the library, and here'],
  [190, 'refused: an ed25519 key makes v1a signatures, which neither the library nor Hooklens verifies'],
  [194, 'accepted: base64 without padding verifies in the library, and here'],
  [198, 'accepted: a key of more than 75 bytes verifies in the library, and here'],
])

const directory = process.env['HOOKLENS_CONFORMANCE_DATA']
if (directory === undefined) throw new Error('Run this through node scripts/conformance.mjs.')
const file = JSON.parse(readFileSync(join(directory, 'svix-vectors.json'), 'utf8')) as { vectors: unknown }
const vectors = z.array(vectorSchema).min(1).parse(file.vectors)

for (const vector of vectors) {
  const difference = differences.get(vector.n)
  const skipped = reasonToSkip(vector)
  const title = `${vector.n} ${vector.kind}, ${vector.expect}: ${vector.name.trim()}`
  if (skipped !== null) test.skip(`${title} [skipped: ${skipped}]`)
  else if (difference) test(`${title} [differs: ${difference}]`, () => hold(vector, opposite(vector.expect)))
  else test(title, () => hold(vector, vector.expect))
}

function reasonToSkip({ kind, tolerance, secret, secretFormat }: Vector): string | null {
  if (!['verify', 'construct', 'secret-validate'].includes(kind)) return `${kind} is not verification`
  if (tolerance !== undefined) return 'Hooklens has one tolerance, 300 s'
  if (secretFormat === 'raw' && secret !== '') return 'Hooklens reads secrets as base64 only'
  return null
}

function opposite(expected: Vector['expect']): Vector['expect'] {
  return expected === 'valid' ? 'invalid' : 'valid'
}

function hold(vector: Vector, expected: Vector['expect']): void {
  if (vector.kind === 'verify') holdVerification(vector, expected)
  else holdSecret(vector, expected)
}

function holdSecret(vector: Vector, expected: Vector['expect']): void {
  // What is no text is refused where it comes in.
  const accepted =
    vector.secret === null
      ? addSecretSchema.safeParse({ secret: vector.secret }).success
      : parseSecret(vector.secret).ok
  expect(accepted ? 'valid' : 'invalid').toBe(expected)
}

function holdVerification(vector: Vector, expected: Vector['expect']): void {
  const receivedAt = vector.now === undefined ? Date.now() : vector.now * 1000
  const headers = wireHeaders(vector, Math.floor(receivedAt / 1000))
  const body = Buffer.from(vector.body)
  const text = vector.secret ?? ''
  const secret = readSecret({ id: 'sec', label: 'vector', origin: 'user', expiresAt: null, text })
  const secrets = [{ ...secret, text }]

  const { verdict } = verify({ headers, body, secrets, receivedAt })
  expect(verdict).toBe(expected === 'valid' ? 'verified' : 'failed')
  const { checks, svix } = diagnose({ verdict, headers, body, receivedAt }, secrets)
  expect(checks.every(({ outcome }) => outcome === 'pass')).toBe(expected === 'valid')
  if (vector.message !== undefined) expect(svix.error).toBe(vector.message)
}

/** The headers as they are sent: `now+N` and `computed` filled in. */
function wireHeaders(vector: Vector, now: number): HeaderPair[] {
  return Object.entries(vector.headers).map(([name, value]): HeaderPair => {
    if (name.endsWith('-timestamp')) return [name, timestampOf(value, now)]
    if (name.endsWith('-signature')) return [name, signatureOf(value, vector, now)]
    return [name, value]
  })
}

function timestampOf(value: string, now: number): string {
  const relative = /^now([+-]\d+)$/.exec(value)
  return relative ? `${now + Number(relative[1])}` : value
}

/** `computed`, `computed:SECRET` and `computed[a:b]` stand for signatures, alone or among others. */
function signatureOf(value: string, vector: Vector, now: number): string {
  return value.replace(
    /computed(?::([^\s[]+))?(?:\[(\d+):(\d+)\])?/g,
    (_, secret: string | undefined, from: string | undefined, to: string | undefined) => {
      const signature = computedSignature(vector, now, secret)
      return from === undefined ? signature : signature.slice(Number(from), Number(to))
    },
  )
}

function computedSignature(vector: Vector, now: number, otherSecret: string | undefined): string {
  const { computed = {}, headers } = vector
  const secret = otherSecret ?? computed.secret ?? vector.secret ?? ''
  const id = computed.id ?? headers['svix-id'] ?? headers['webhook-id'] ?? ''
  const timestamp = computed.timestamp ?? headers['svix-timestamp'] ?? headers['webhook-timestamp'] ?? ''
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const content = `${id}.${timestampOf(timestamp, now)}.${computed.body ?? vector.body}`
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}
