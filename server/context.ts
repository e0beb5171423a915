import type { FastifyBaseLogger } from 'fastify'
import type { Bus } from './bus/bus.ts'
import { createMemoryBus } from './bus/memory.ts'
import type { Config } from './config.ts'
import { loadRegistry, type Registry } from './endpoints/registry.ts'
import { createSeal, type Seal } from './endpoints/seal.ts'
import { applyConfiguredEndpoints } from './endpoints/service.ts'
import { createDiagnoser, type Diagnoser } from './events/diagnosis.ts'
import { startExplainer } from './events/explainer.ts'
import { createIds, type NewId } from './ids.ts'
import { createReverifier, type Reverifier } from './reverify/reverifier.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'

/** What the parts of the server share. Built once; tests put their own clock or store in. */
export interface AppContext {
  config: Config
  log: FastifyBaseLogger
  /** Epoch milliseconds. */
  now: () => number
  newId: NewId
  store: Store
  bus: Bus
  seal: Seal
  registry: Registry
  diagnoser: Diagnoser
  reverifier: Reverifier
  /** Where this server can be reached from this machine, known once it listens. */
  localUrl: () => string
  /** Where others reach it. */
  publicUrl: () => string
  /** Called once, when the server listens. */
  listensAt: (localUrl: string) => void
  /** Writes what is queued and closes everything that was opened. */
  close: () => Promise<void>
}

/** Opens everything that a server needs. Whoever calls it closes it. */
export async function createContext(
  config: Config,
  log: FastifyBaseLogger,
  overrides: Partial<Pick<AppContext, 'now' | 'store'>> = {},
): Promise<AppContext> {
  const store =
    overrides.store ??
    (await openStore(config, (err) => log.error({ err }, 'background work in the store failed')))
  try {
    const seal = createSeal(config.encryptionKey, config.dataDir)
    const bus = createMemoryBus()
    const registry = await loadRegistry(store, seal)
    const now = overrides.now ?? Date.now
    const diagnoser = createDiagnoser()
    const reverifier = createReverifier({ store, registry, bus, log, now })
    const background: { close: () => Promise<void> }[] = []
    let localUrl = `http://127.0.0.1:${config.port}`
    const ctx: AppContext = {
      config,
      log,
      now,
      newId: createIds(),
      store,
      bus,
      seal,
      registry,
      diagnoser,
      reverifier,
      localUrl: () => localUrl,
      publicUrl: () => config.publicUrl ?? localUrl,
      listensAt: (url) => {
        localUrl = url
      },
      close: async () => {
        await reverifier.close()
        for (const work of background) await work.close()
        await diagnoser.close()
        await store.close()
      },
    }
    await applyConfiguredEndpoints(ctx)
    background.push(startExplainer(ctx))
    await reverifier.resume()
    return ctx
  } catch (error) {
    await store.close()
    throw error
  }
}
