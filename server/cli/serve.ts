import { pino } from 'pino'
import pretty from 'pino-pretty'
import { buildApp } from '../app.ts'
import { type Flags, readConfig } from '../config.ts'
import { type AppContext, createContext } from '../context.ts'
import { version } from '../version.ts'

/** Runs the server until SIGTERM or SIGINT. @throws ConfigError, StoreInUseError and what `listen` throws */
export async function serve(flags: Flags): Promise<void> {
  const config = readConfig(flags, process.env)
  // Standard output is for people and scripts that look for the URLs.
  const log = process.stderr.isTTY ? pino(pretty({ destination: 2, sync: true })) : pino(pino.destination(2))
  const ctx = await createContext(config, log)
  const app = await buildApp(ctx).catch(async (error) => {
    await ctx.close()
    throw error
  })
  const stop = async () => {
    await app.close()
    await ctx.close()
  }
  try {
    ctx.listensAt(reachable(await app.listen({ host: listenHost(config.host), port: config.port })))
  } catch (error) {
    await stop()
    throw error
  }
  stopOnSignal(stop, log)
  process.stdout.write(`${banner(ctx)}\n`)
}

/** Fastify opens a second server where this name has two addresses, and everything here is set on the first. */
function listenHost(host: string): string {
  return host === 'localhost' ? '127.0.0.1' : host
}

/** `0.0.0.0` and `::` are where one listens, not where one is reached. */
function reachable(address: string): string {
  return address.replace('://0.0.0.0:', '://127.0.0.1:').replace('://[::]:', '://[::1]:')
}

function banner(ctx: AppContext): string {
  const first = ctx.registry.list()[0]
  const lines = [
    `Hooklens ${version}`,
    `  Dashboard   ${ctx.publicUrl()}/`,
    `  Ingest      ${ctx.publicUrl()}/in/${first?.slug ?? ''}`,
    `  Data        ${ctx.config.dataDir}`,
  ]
  const { host } = ctx.config
  if (!/^(?:localhost|127\.|::1$)/.test(host)) {
    lines.push(`  Everybody who can reach ${host} can read every event: there is no sign-in yet.`)
  }
  return lines.join('\n')
}

/** A terminal's Ctrl-C can arrive twice, from it and from npm: that is one wish. */
const SAME_SIGNAL_MS = 1000

function stopOnSignal(stop: () => Promise<void>, log: AppContext['log']): void {
  let stoppingSince: number | null = null
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince === null) {
      stoppingSince = performance.now()
      stop().then(
        () => process.exit(0),
        (err) => {
          log.error({ err }, 'the server did not stop cleanly')
          process.exit(1)
        },
      )
    } else if (performance.now() - stoppingSince > SAME_SIGNAL_MS) {
      // The user has waited long enough. What was acknowledged is on disk.
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
