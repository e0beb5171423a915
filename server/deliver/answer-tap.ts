import type { Socket } from 'node:net'

/** As many first bytes of an answer as are kept to tell what it is. */
const START_BYTES = 64

/**
 * Watches what a socket receives, for three things that undici keeps to itself: when the answer's first byte came,
 * whether any came at all, and the version of HTTP in its first line.
 */
export class AnswerTap {
  /** `performance.now()` when the first byte since `restart` was read; null: none was. */
  firstAt: number | null = null
  #start: Buffer = Buffer.alloc(0)

  constructor(socket: Socket) {
    const read = socket.read
    socket.read = (size?: number) => {
      const chunk = read.call(socket, size)
      if (chunk !== null && this.#start.length < START_BYTES) this.#saw(chunk)
      return chunk
    }
  }

  /** Another request is about to be sent. */
  restart(): void {
    this.firstAt = null
    this.#start = EMPTY
  }

  /** The first bytes since `restart`. */
  get start(): Buffer {
    return this.#start.subarray(0, START_BYTES)
  }

  #saw(chunk: Buffer): void {
    this.firstAt ??= performance.now()
    this.#start = this.#start.length === 0 ? chunk : Buffer.concat([this.#start, chunk])
  }
}

const EMPTY = Buffer.alloc(0)
