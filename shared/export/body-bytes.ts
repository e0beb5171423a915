import type { Body } from '../event.ts'
import { decodeBase64, encodeUtf8 } from '../request-formats/bytes.ts'

/** The bytes of a body that JSON carried. @throws where it is said to be base64 and is not */
export function bodyBytes({ encoding, text }: Body): Uint8Array {
  return encoding === 'base64' ? decodeBase64(text) : encodeUtf8(text)
}
