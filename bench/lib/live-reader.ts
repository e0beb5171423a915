import { once } from 'node:events'
import { WebSocket } from 'ws'

/** An open page as the server sees it: a socket that has subscribed and reads everything. */
export interface LiveReader {
  readonly frames: number
  readonly bytes: number
  /** How often the server left events out because this reader was too slow. */
  readonly gaps: number
  close(): void
}

export async function readLive(baseUrl: string): Promise<LiveReader> {
  const socket = new WebSocket(`${baseUrl.replace('http', 'ws')}/api/live`, { perMessageDeflate: false })
  await once(socket, 'open')
  socket.send(JSON.stringify({ kind: 'subscribe' }))
  const seen = { frames: 0, bytes: 0, gaps: 0 }
  socket.on('message', (data: Buffer) => {
    seen.frames++
    seen.bytes += data.length
    if (data.toString('latin1', 0, 14) === '{"kind":"gap",') seen.gaps++
  })
  return {
    get frames() {
      return seen.frames
    },
    get bytes() {
      return seen.bytes
    },
    get gaps() {
      return seen.gaps
    },
    close: () => socket.terminate(),
  }
}
