import type { AddressInfo, Server } from 'node:net'

/** The path that every handler answers. */
export const HANDLER_PATH = '/api/webhooks/stack'

export interface HandlerOptions {
  /** As it stands in the handler's environment; nothing mends it. */
  secret: string
  /** Whether the body is parsed before it is verified, the fault that frameworks lead to. */
  parsesFirst?: boolean
  /** Bytes of a body that the framework takes at most, where it has such a limit. */
  maxBytes?: number
}

export const DEFAULT_MAX_BYTES = 1024 * 1024

/** An event that a handler accepted. */
export interface Received {
  /** The message id. */
  id: string
  body: Buffer
  /** It came before under this id, and was not worked on again. */
  duplicate: boolean
}

/** A handler that listens on loopback. */
export interface RunningHandler {
  url: string
  /** What it accepted so far, oldest first. */
  received(): Promise<Received[]>
  close(): Promise<void>
}

export type StartHandler = (options: HandlerOptions) => Promise<RunningHandler>

/** What a handler remembers of the events that it accepted. */
export class Inbox {
  readonly received: Received[] = []
  readonly #ids = new Set<string>()

  /** Takes an event in, and gives what the handler answers. */
  take(id: string, body: Buffer): { duplicate: boolean } {
    const duplicate = this.#ids.has(id)
    this.#ids.add(id)
    this.received.push({ id, body, duplicate })
    return { duplicate }
  }
}

export async function listening(server: Server, inbox: Inbox): Promise<RunningHandler> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${HANDLER_PATH}`,
    received: async () => inbox.received,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) (server as { closeAllConnections(): void }).closeAllConnections()
      }),
  }
}
