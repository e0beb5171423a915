import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { type AppContext, createContext } from '../context.ts'
import { tempDir } from './temp-dir.ts'

/** A real server on a free port, with a real data dir. */
export interface TestApp {
  ctx: AppContext
  url: string
  /** What the log wrote, one JSON object a line. */
  logged: string[]
  /** Asks the API; gives status and the parsed reply. */
  api(method: string, path: string, body?: unknown): Promise<{ status: number; json: any }>
  close(): Promise<void>
}

interface Options {
  config?: Partial<Config>
  now?: () => number
  /** Puts a store of the test's own before the real one. */
  wrapStore?: (ctx: AppContext) => AppContext['store']
}

/** Starts a server that stops when the test is over. */
export async function startApp({ config, now, wrapStore }: Options = {}): Promise<TestApp> {
  const dataDir = config?.dataDir ?? tempDir()
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) })
  const ctx = await createContext(
    { ...readConfig({ port: '0' }, {}), ...config, dataDir },
    log,
    now ? { now } : {},
  )
  if (wrapStore) ctx.store = wrapStore(ctx)
  const app = await buildApp(ctx)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  ctx.listensAt(url)

  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await app.close()
    await ctx.close()
  }
  onTestFinished(close)
  return { ctx, url, logged, close, api: (method, path, body) => ask(url, method, path, body) }
}

async function ask(url: string, method: string, path: string, body: unknown) {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const reply = await fetch(`${url}${path}`, { method, ...init })
  const text = await reply.text()
  return { status: reply.status, json: text === '' ? null : JSON.parse(text) }
}
