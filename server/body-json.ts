import { isUtf8 } from 'node:buffer'
import type { Body } from '../shared/event.ts'

/** The bytes of a body as JSON carries them: as text where they are UTF-8, else as base64. */
export function bodyAsJson(body: Uint8Array): Body {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return isUtf8(bytes)
    ? { encoding: 'utf8', text: bytes.toString('utf8') }
    : { encoding: 'base64', text: bytes.toString('base64') }
}
