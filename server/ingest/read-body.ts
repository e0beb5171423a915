import type { IncomingMessage } from 'node:http'

export type ReadBody = { kind: 'body'; body: Buffer } | { kind: 'tooLarge' } | { kind: 'aborted' }

/** Reads a request's body as it comes, at most `limit` bytes of it. Never throws. */
export function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve({ kind: 'tooLarge' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) {
        chunks.length = 0
        resolve({ kind: 'tooLarge' })
      } else {
        chunks.push(chunk)
      }
    })
    request.on('end', () => resolve({ kind: 'body', body: join(chunks) }))
    request.on('error', () => resolve({ kind: 'aborted' }))
    request.on('close', () => resolve({ kind: 'aborted' }))
  })
}

function join(chunks: Buffer[]): Buffer {
  const [first] = chunks
  return chunks.length === 1 && first ? first : Buffer.concat(chunks)
}
