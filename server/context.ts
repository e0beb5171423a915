import type { FastifyBaseLogger } from 'fastify'
import type { Bus } from './bus/bus.ts'
import { createMemoryBus } from './bus/memory.ts'
import { type Catalogue, createCatalogue } from './catalogue/catalogue.ts'
import { type Drifts, loadDrifts } from './catalogue/drifts.ts'
import { startRechecker } from './catalogue/rechecker.ts'
import type { Config } from './config.ts'
import { createAttempt } from './deliver/attempt.ts'
import { createPolicy } from './deliver/policy.ts'
import { createSender, type Sender } from './deliver/sender.ts'
import { createWorker, type DeliveryWorker } from './deliver/worker.ts'
import { createDiffer, type Differ } from './diff/differ.ts'
import { loadRegistry, type Registry } from './endpoints/registry.ts'
import { createSeal, type Seal } from './endpoints/seal.ts'
import { applyConfiguredEndpoints } from './endpoints/service.ts'
import { createDiagnoser, type Diagnoser } from './events/diagnosis.ts'
import { startExplainer } from './events/explainer.ts'
import { startFlagger } from './events/flagger.ts'
import { createIds, type NewId } from './ids.ts'
import { createProber, type Prober } from './probes/prober.ts'
import { createReplayer, type Replayer } from './replays/replayer.ts'
import { createKeeper, type Keeper } from './retention/keeper.ts'
import { createReverifier, type Reverifier } from './reverify/reverifier.ts'
import { createSampler, type Sampler } from './samples/sampler.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'
import { loadTargets, type TargetRegistry } from './targets/registry.ts'
import { applyConfiguredTargets } from './targets/service.ts'

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
  catalogue: Catalogue
  drifts: Drifts
  diagnoser: Diagnoser
  differ: Differ
  reverifier: Reverifier
  keeper: Keeper
  targets: TargetRegistry
  sender: Sender
  worker: DeliveryWorker
  replayer: Replayer
  sampler: Sampler
  prober: Prober
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
    const catalogue = createCatalogue(config.schemas)
    const drifts = await loadDrifts(store)
    const now = overrides.now ?? Date.now
    const diagnoser = createDiagnoser()
    const differ = createDiffer()
    const reverifier = createReverifier({ store, registry, bus, log, now })
    const keeper = createKeeper({ store, registry, bus, log, now })
    const targets = await loadTargets(store, seal)
    const newId = createIds()
    const sender = createSender({ policy: createPolicy(config.send), now })
    const worker = createWorker(
      { store, targets, bus, log, now },
      createAttempt({ store, targets, registry, seal, now }, sender),
    )
    const replayer = createReplayer({ store, targets, worker, bus, log, now, newId })
    const sampler = createSampler({ newId, now, log })
    const prober = createProber({ config, now, newId, log }, sender)
    const background: { close: () => Promise<void> }[] = []
    let localUrl = `http://127.0.0.1:${config.port}`
    const ctx: AppContext = {
      config,
      log,
      now,
      newId,
      store,
      bus,
      seal,
      registry,
      catalogue,
      drifts,
      diagnoser,
      differ,
      reverifier,
      keeper,
      targets,
      sender,
      worker,
      replayer,
      sampler,
      prober,
      localUrl: () => localUrl,
      publicUrl: () => config.publicUrl ?? localUrl,
      listensAt: (url) => {
        localUrl = url
      },
      close: async () => {
        await sampler.close()
        await prober.close()
        await replayer.close()
        await worker.close()
        await sender.close()
        await reverifier.close()
        await keeper.close()
        for (const work of background) await work.close()
        await diagnoser.close()
        await differ.close()
        await store.close()
      },
    }
    await applyConfiguredEndpoints(ctx)
    await applyConfiguredTargets(ctx)
    background.push(startExplainer(ctx), startFlagger(ctx), startRechecker(ctx))
    await reverifier.resume()
    keeper.start()
    await worker.start()
    await replayer.resume()
    return ctx
  } catch (error) {
    await store.close()
    throw error
  }
}
