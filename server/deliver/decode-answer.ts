import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import type { Body, HeaderPair } from '../../shared/event.ts'
import { bodyAsJson } from '../body-json.ts'

/** Bytes that are made of an answer at most, however small it is packed. */
export const MAX_DECODED_BYTES = 256 * 1024

/**
 * An answer's body as people read it: decompressed where its `content-encoding` says how and its bytes agree, else as
 * it came. What was cut off is decoded as far as it goes.
 *
 * @param body the raw bytes that were kept
 * @returns `decoded`: the content encoding that was undone; null: none
 */
export function decodeAnswer(
  headers: readonly HeaderPair[],
  body: Uint8Array,
): { body: Body; decoded: string | null } {
  const encoding = contentEncoding(headers)
  const unpacked = encoding && body.length > 0 ? unpack(encoding, body) : null
  return unpacked ? { body: asJson(unpacked), decoded: encoding } : { body: asJson(body), decoded: null }
}

function contentEncoding(headers: readonly HeaderPair[]): string | null {
  const values = headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .map(([, value]) => value)
  return values.join(',').trim().toLowerCase() || null
}

const decoders: Record<string, ((body: Uint8Array, finish: Finish) => Buffer)[]> = {
  gzip: [(body, { zlib }) => gunzipSync(body, zlib)],
  // Some servers leave out zlib's frame.
  deflate: [(body, { zlib }) => inflateSync(body, zlib), (body, { zlib }) => inflateRawSync(body, zlib)],
  br: [(body, { brotli }) => brotliDecompressSync(body, brotli)],
}
decoders['x-gzip'] = decoders['gzip'] as NonNullable<(typeof decoders)[string]>

type Finish = typeof finish
/** Input that ends early is no error. */
const finish = {
  zlib: { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_DECODED_BYTES },
  brotli: { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: MAX_DECODED_BYTES },
}

function unpack(encoding: string, body: Uint8Array): Buffer | null {
  for (const decode of decoders[encoding] ?? []) {
    const bytes = decodeAtMost(decode, body)
    if (bytes) return bytes
  }
  return null
}

/**
 * Node throws away what it made when that becomes too much. Less input makes less output: the longest start of the
 * input that fits is looked for.
 */
function decodeAtMost(decode: (body: Uint8Array, finish: Finish) => Buffer, body: Uint8Array): Buffer | null {
  let [fits, tooLong] = [0, body.length + 1]
  let best: Buffer | null = null
  let length = body.length
  while (length > fits) {
    try {
      best = decode(body.subarray(0, length), finish)
      fits = length
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return null
      tooLong = length
    }
    if (tooLong - fits <= 1 + body.length / EXACT) break
    length = (fits + tooLong) >> 1
  }
  return best && best.length > 0 ? best : null
}

/** The end is found to this part of the input. */
const EXACT = 64

/** Text that was cut off in the middle of a character is text all the same. */
function asJson(bytes: Uint8Array): Body {
  const whole = bodyAsJson(bytes)
  if (whole.encoding === 'utf8') return whole
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    // Only the start of a longer character may be missing its end.
    if ((bytes[bytes.length - cut] as number) < 0xc0) continue
    const text = bodyAsJson(bytes.subarray(0, bytes.length - cut))
    return text.encoding === 'utf8' ? text : whole
  }
  return whole
}
