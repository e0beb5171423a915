/** Whoever puts more white space around a body does not do so by accident. */
const MAX_SPACE = 64 * 1024

/** A body without the white space around it, at most 64 KB at either end; not copied. */
export function trimmed(body: Buffer): Buffer {
  let start = 0
  let end = body.length
  while (start < end && start < MAX_SPACE && isSpace(body[start] as number)) start++
  while (end > start && end > body.length - MAX_SPACE && isSpace(body[end - 1] as number)) end--
  return body.subarray(start, end)
}

/** A body with every line end written as `end`: LF, CRLF, or nothing at all. */
export function withLineEnds(body: Buffer, end: Buffer): Buffer {
  const written = Buffer.allocUnsafe(body.length + (end.length > 1 ? countLines(body) : 0))
  let at = 0
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] as number
    if (byte === 0x0d && (body[i + 1] === 0x0a || end.length === 0)) continue
    if (byte !== 0x0a) written[at++] = byte
    else for (let j = 0; j < end.length; j++) written[at++] = end[j] as number
  }
  return written.subarray(0, at)
}

function countLines(body: Buffer): number {
  let lines = 0
  for (let i = 0; i < body.length; i++) if (body[i] === 0x0a) lines++
  return lines
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
