import type { Body } from '../../shared/event.ts'

/** The bytes of a body as they were received. */
export function bodyBytes(body: Body): Uint8Array {
  if (body.encoding === 'utf8') return new TextEncoder().encode(body.text)
  const binary = atob(body.text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
