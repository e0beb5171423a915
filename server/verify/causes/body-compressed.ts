import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import type { Suspect } from './suspect.ts'

/** A bomb unpacks to more than anything that is worth comparing. */
const MAX_BYTES = 4 * 1024 * 1024

/** As long as hashing this often, or this many bytes. */
const COST = 4
const SETTING_UP = 64 * 1024

export const bodyCompressed: Suspect = {
  code: 'body_compressed',
  title: () => 'the body was compressed after it was signed',
  explanation: () => 'The signature matches the unpacked body. Something on the way compressed it.',
  fix: () =>
    'Unpack the body before you verify, or keep the proxy from compressing requests. The signature covers the body as the sender wrote it, without content-encoding.',
  *bodies(body, budget) {
    if (body.length < 2) return
    const unpackers = [
      ...(body[0] === 0x1f && body[1] === 0x8b ? [gunzipSync] : []),
      ...((body[0] ?? 0) % 16 === 8 && body.readUInt16BE(0) % 31 === 0 ? [inflateSync] : []),
      ...(looksLikeText(body) ? [] : [inflateRawSync, brotliDecompressSync]),
    ]
    for (const unpack of unpackers) {
      if (!budget.spend(SETTING_UP + body.length)) return
      const { unpacked, bytes } = unpackWith(unpack, body)
      if (budget.spend(COST * bytes) && unpacked) yield unpacked
    }
  },
}

/** What comes out, if it is packed like this and not too large, and how many bytes were unpacked for it. */
function unpackWith(unpack: typeof gunzipSync, body: Buffer): { unpacked: Buffer | null; bytes: number } {
  try {
    const unpacked = unpack(body, { maxOutputLength: MAX_BYTES })
    return { unpacked, bytes: unpacked.length }
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return { unpacked: null, bytes: isTooLarge ? MAX_BYTES : 0 }
  }
}

function looksLikeText(body: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?[\s\x20-\x7e]*$/.test(body.toString('latin1', 0, 32))
}
