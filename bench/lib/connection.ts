import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What a benchmark needs of a reply. */
export interface Reply {
  /** 200, with the verdict `verified`. */
  verified: boolean
  /** The whole reply, for a message about one that is not as expected. */
  text: string
}

/** An HTTP connection that is kept, with one request in flight, and as little work a request as can be. */
export class Connection {
  readonly #socket: Socket
  #unread = ''
  #onReply: ((reply: Reply) => void) | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('close', () => this.#end('The server closed the connection.'))
    socket.on('error', (error) => this.#end(error.message))
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    return new Connection(socket)
  }

  /** Calls `onReply` when the whole reply is there, also where it never comes. */
  send(request: Buffer, onReply: (reply: Reply) => void): void {
    this.#onReply = onReply
    this.#socket.write(request)
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    this.#unread += chunk.toString('latin1')
    const bodyAt = this.#unread.indexOf('\r\n\r\n') + 4
    if (bodyAt < 4) return
    const length = /content-length: (\d+)/i.exec(this.#unread)?.[1]
    if (this.#unread.length < bodyAt + Number(length)) return
    const text = this.#unread
    this.#unread = ''
    this.#finish({ verified: isVerified(text), text })
  }

  #end(why: string): void {
    this.#finish({ verified: false, text: why })
  }

  #finish(reply: Reply): void {
    const onReply = this.#onReply
    this.#onReply = null
    onReply?.(reply)
  }
}

export function openConnections(port: number, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => Connection.open(port)))
}

function isVerified(reply: string): boolean {
  return reply.startsWith('HTTP/1.1 200 ') && reply.endsWith('"verdict":"verified"}')
}
