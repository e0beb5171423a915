import type { Reads } from './reader-worker.ts'
import { startThread, type Thread } from './thread.ts'

const MAX_THREADS = 2

/** Reads that may be long, on threads with connections of their own: writes never wait for them. */
export interface Reader {
  read<Name extends keyof Reads>(
    name: Name,
    ...args: Parameters<Reads[Name]>
  ): Promise<Awaited<ReturnType<Reads[Name]>>>
  /** Ends the threads once they have answered. */
  close(): Promise<void>
}

export function openReader(file: string): Reader {
  const threads: Thread[] = []
  /** One that has nothing to do, else a new one, else the one with least. The first starts when it is needed. */
  const choose = (): Thread => {
    const idle = threads.find(({ waiting }) => waiting === 0)
    if (idle) return idle
    if (threads.length < MAX_THREADS) {
      const added = startThread(import.meta.url, './reader-worker', { file })
      threads.push(added)
      return added
    }
    return threads.reduce((a, b) => (b.waiting < a.waiting ? b : a))
  }
  return {
    read: (name, ...args) => choose().ask(name, args) as Promise<never>,
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}
