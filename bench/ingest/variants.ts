import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Cores } from '../lib/cores.ts'
import { type LiveReader, readLive } from '../lib/live-reader.ts'
import { type ServerProcess, startServer } from '../lib/server-process.ts'
import { at } from '../lib/workspace.ts'

/** One way to receive events. */
export interface Variant {
  name: string
  server: ServerProcess
  /** The page's socket; null where there is none. */
  live: LiveReader | null
}

export interface Variants {
  hooklens: Variant
  bare: Variant
  oneByOne: Variant
}

/** Starts all three on the same core. Those that have nothing to do wait and cost nothing. */
export async function startVariants(folder: string, secret: string, cores: Cores | null): Promise<Variants> {
  const core = cores?.server ?? null
  const env = { STACK_WEBHOOK_SECRET: secret }
  const script = (path: string, ...args: string[]) => [process.execPath, '--import', 'tsx', at(path), ...args]
  const dir = (name: string) => join(folder, name)
  mkdirSync(folder, { recursive: true })

  const main = [process.execPath, at('dist/server/main.js'), '--port', '0', '--data-dir', dir('hooklens')]
  const hooklens = await startServer(main, { core, cwd: folder, env })
  const bare = await startServer(script('bench/servers/bare.ts'), { core, cwd: at() })
  const oneByOneScript = script('bench/servers/one-by-one.ts', dir('one-by-one'))
  const oneByOne = await startServer(oneByOneScript, { core, cwd: at(), env })
  return {
    hooklens: { name: 'Hooklens', server: hooklens, live: await readLive(hooklens.url) },
    bare: { name: 'bare Fastify', server: bare, live: null },
    oneByOne: { name: 'a transaction a request', server: oneByOne, live: await readLive(oneByOne.url) },
  }
}

export async function stopVariants(variants: Variants): Promise<void> {
  for (const { server, live } of Object.values(variants) as Variant[]) {
    live?.close()
    await server.stop()
  }
}

/** How many events a server has stored. */
export async function countStored({ server }: Variant): Promise<number> {
  const response = await fetch(`${server.url}/api/events/stats`)
  const { total } = (await response.json()) as { total: number }
  return total
}
