// npm run bench:ingest [-- --quick]
// How many events a second Hooklens verifies and keeps, on one core, with a page open; against the same
// Fastify that does nothing, and against itself with a transaction a request.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runRounds, runSteady } from './ingest/measure.ts'
import { printReport } from './ingest/report.ts'
import { createRequestPool } from './ingest/request-pool.ts'
import { countStored, startVariants, stopVariants } from './ingest/variants.ts'
import { takeCores } from './lib/cores.ts'
import { keyOf, newSecret, signedRequest, userCreatedBody } from './lib/signed-requests.ts'
import { makeWorkspace } from './lib/workspace.ts'

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const plan = flags.quick
  ? { rounds: 3, warmUpMs: 300, measureMs: 700, steadyMs: 3000 }
  : { rounds: 12, warmUpMs: 300, measureMs: 1200, steadyMs: 12_000 }

const folder = makeWorkspace()
const cores = takeCores()
const secret = newSecret()
const key = keyOf(secret)
const make = () => signedRequest('/in/stack', key, userCreatedBody(), Date.now())
/** More than Hooklens can take in one round, so that every event there has an id of its own. */
const pool = createRequestPool(make, 20_000)
const results = []

for (const connections of [32, 256]) {
  const variants = await startVariants(join(folder, `${connections}`), secret, cores)
  const closed = await runRounds(variants, { connections, pool, ...plan })
  const rate = closed.hooklens.rate / 2
  const steady = await runSteady(variants.hooklens, { connections, next: make, rate, ...plan })

  for (const [variant, acknowledged] of [
    [variants.hooklens, closed.hooklens.acknowledged + steady.acknowledged],
    [variants.oneByOne, closed.oneByOne.acknowledged],
  ] as const) {
    const stored = await countStored(variant)
    if (stored !== acknowledged) {
      throw new Error(`${variant.name}: ${acknowledged} events were acknowledged, ${stored} are stored.`)
    }
  }
  const { gaps = 0, bytes = 0 } = variants.hooklens.live ?? {}
  results.push({ connections, closed, steady, live: { gaps, bytes } })
  await stopVariants(variants)
}
printReport(results, { cores, folder, bodyBytes: userCreatedBody().length, ...plan })
