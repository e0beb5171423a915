/** A piece of a file that holds one event, as bytes, or why it cannot be read. */
export type Piece = { number: number } & ({ bytes: Buffer } | { problem: string })

const LF = 0x0a

/**
 * The lines of NDJSON, numbered from 1 as an editor numbers them; those with nothing in them are left out.
 * Holds one line of at most `limit` bytes: of a longer one it tells the problem. The last line needs no end.
 */
export async function* readLines(source: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Piece> {
  let parts: Buffer[] = []
  let size = 0
  let number = 1
  const add = (part: Buffer) => {
    size += part.length
    if (size <= limit) parts.push(part)
    else parts = []
  }
  const take = (): Piece | null => {
    const bytes = Buffer.concat(parts)
    const piece: Piece = size <= limit ? { number, bytes } : { number, problem: tooLong(limit) }
    const isBlank = size <= limit && blank(bytes)
    parts = []
    size = 0
    number++
    return isBlank ? null : piece
  }
  for await (const chunk of source) {
    let from = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      add(chunk.subarray(from, end))
      from = end + 1
      const piece = take()
      if (piece) yield piece
    }
    if (from < chunk.length) add(chunk.subarray(from))
  }
  const last = take()
  if (last) yield last
}

/** Nothing but white space: a carriage return, most of the time. */
function blank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

export function tooLong(limit: number): string {
  return `Longer than ${limit.toLocaleString('en')} bytes. This server takes no such event; HOOKLENS_MAX_BODY_BYTES sets what it takes.`
}
