import { extname } from 'node:path'
import { Piscina } from 'piscina'
import type { Reads } from './reader-worker.ts'

/** Reads that may be long, on a worker thread with a connection of its own: writes never wait for them. */
export interface Reader {
  read<Name extends keyof Reads>(
    name: Name,
    ...args: Parameters<Reads[Name]>
  ): Promise<Awaited<ReturnType<Reads[Name]>>>
  close(): Promise<void>
}

export function openReaderPool(file: string): Reader {
  const entry = new URL(`./reader-worker${extname(import.meta.url)}`, import.meta.url)
  const pool = new Piscina({
    filename: entry.href,
    workerData: { file },
    minThreads: 1,
    maxThreads: 2,
    idleTimeout: Number.POSITIVE_INFINITY,
    // Run from source, a worker needs the same loader as the main thread.
    execArgv: entry.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [],
  })
  return {
    read: (name, ...args) => pool.run({ name, args }),
    close: () => pool.close(),
  }
}
