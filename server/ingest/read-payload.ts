import { isUtf8 } from 'node:buffer'
import { type PayloadFacts, parsePayload } from '../../shared/stack/parse.ts'

/** What a body says of itself. Any bytes may come in; what is no JSON says nothing. */
export function readPayload(body: Uint8Array): PayloadFacts {
  return parsePayload(isUtf8(body) ? parseJson(body) : null)
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString())
  } catch {
    return null
  }
}
