import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { HeaderPair } from '../../shared/event.ts'
import type { Case } from '../verify/causes/suspect.ts'
import { pickSignatureHeaders } from '../verify/signature-headers.ts'
import { caseOf, tamperedCase } from './tampered-case.ts'

const MB = 1024 * 1024

/** Failed requests that somebody made to keep the diagnosis busy; none of them can be explained. */
export const hostileCases: Record<string, () => Case> = {
  '10 MB of random bytes': () => withBody(noise(10 * MB)),
  '10 MB of JSON': () => withBody(Buffer.from(`[${'{"a":"b/c","n":1.0},'.repeat(MB / 2)}0]`)),
  '10 MB of line ends': () => withBody(Buffer.alloc(10 * MB, '\n')),
  '1 MB of spaces amid text': () => withBody(Buffer.from(`{"a":1}${' '.repeat(MB)}x`)),
  '1 MB of “[”': () => withBody(Buffer.alloc(MB, '[')),
  '200,000 levels, closed': () => withBody(Buffer.from('['.repeat(200_000) + ']'.repeat(200_000))),
  'a JSON string of 5 MB of escapes': () => withBody(Buffer.from(`"${'\\u00e9\\n\\/'.repeat(MB / 2)}"`)),
  'a form of 10 MB of %41': () => withBody(Buffer.from(`a=${'%41'.repeat((10 * MB) / 3)}`)),
  'a gzip bomb of 1 GB': () => withBody(gzipBomb()),
  'a brotli bomb of 256 MB': () =>
    withBody(brotliCompressSync(Buffer.alloc(256 * MB), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })),
  '5,000 signatures': () =>
    withHeader('svix-signature', () =>
      Array.from({ length: 5000 }, (_, i) => `v1,${noise(32, i + 1).toString('base64')}`).join(' '),
    ),
  '5,000 cut signatures': () =>
    withHeader('svix-signature', () =>
      Array.from(
        { length: 5000 },
        (_, i) =>
          `v1,${noise(32, i + 1)
            .toString('base64')
            .slice(0, 30)}`,
      ).join(' '),
    ),
  '10,000 headers': () =>
    withHeaders((pairs) => [
      ...pairs,
      ...Array.from({ length: 10_000 }, (_, i): HeaderPair => [`x-svix-signature-${i}`, `msg_${i}`]),
    ]),
  'a timestamp of 16,000 quotes': () => withHeader('svix-timestamp', () => `${"'".repeat(16_000)}x`),
}

/** A good request whose body was swapped for another one. */
function withBody(body: Buffer): Case {
  return { ...good(), body }
}

function withHeader(name: string, change: (value: string) => string): Case {
  return withHeaders((pairs) =>
    pairs.map(([given, value]) => [given, given === name ? change(value) : value]),
  )
}

function withHeaders(change: (pairs: readonly HeaderPair[]) => HeaderPair[]): Case {
  const { headers } = good()
  const changed = change(headers)
  return caseOf({ headers: changed, body: noise(2048) }, { picked: pickSignatureHeaders(changed) })
}

function good(): Case {
  return tamperedCase(Buffer.from('{"type":"user.created","data":{"id":"u1"}}'), []) as Case
}

/** Gzip members may follow one another: a small one again and again. */
function gzipBomb(): Buffer {
  const member = gzipSync(Buffer.alloc(16 * MB))
  return Buffer.concat(Array.from({ length: 64 }, () => member))
}

/** Bytes that repeat nothing, the same each time (xorshift). */
function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let state = (seed * 2654435761) | 1
  for (let i = 0; i < length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[i] = state
  }
  return bytes
}
