import { createThread, type Thread } from '../../threads/thread.ts'
import type { Reads } from './reader-worker.ts'

const THREADS = 2

/** Reads that may be long, on threads with connections of their own: writes never wait for them. */
export interface Reader {
  read<Name extends keyof Reads>(
    name: Name,
    args: Parameters<Reads[Name]>,
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Reads[Name]>>>
  /** Ends the threads once they have answered. */
  close(): Promise<void>
}

export function openReader(dataDir: string): Reader {
  const threads = Array.from({ length: THREADS }, () =>
    createThread(import.meta.url, './reader-worker', { dataDir }),
  )
  const choose = (): Thread => threads.reduce((a, b) => (b.waiting < a.waiting ? b : a))
  return {
    read: (name, args, signal) => choose().ask(name, args, signal) as Promise<never>,
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}
