// npm run bench:diagnosis [-- --quick]: how long it takes to explain a failed event, for each cause, and what
// a request takes that was made to keep the diagnosis busy.

import { caseOf, ownSecret, tamperedCase } from '../server/testing/tampered-case.ts'
import { createBudget } from '../server/verify/budget.ts'
import type { Case } from '../server/verify/causes/suspect.ts'
import { explainFailure } from '../server/verify/explain.ts'
import type { CauseCode } from '../shared/diagnosis.ts'
import { tamperableCauses } from '../shared/sample.ts'
import { hostileTable } from './diagnosis/hostile.ts'
import { ms, percentiles } from './lib/figures.ts'
import { describeMachine } from './lib/machine.ts'
import { table } from './lib/table.ts'

const quick = process.argv.includes('--quick')
const sizes = [
  { name: '2 KB', bytes: 2 * 1024, runs: quick ? 20 : 300 },
  { name: '1 MB', bytes: 1024 * 1024, runs: quick ? 2 : 12 },
]
const GOAL_MS = 20
const GOAL_CPU_MS = 100
const GOAL_MB = 64

const rows = [...tamperableCauses, 'unexplained' as const].map((code) => [
  code,
  ...sizes.flatMap((size) => measure(code, size)),
])

console.log(`${describeMachine()}.\n`)
console.log(table(['cause', ...sizes.flatMap(({ name }) => [`${name}: median`, 'p99', 'first'])], rows))
console.log(`\nGoal: p99 of at most ${GOAL_MS} ms at 2 KB. "first" is the cause that was found.\n`)
console.log(hostileTable())
console.log(`\nGoal: at most ${GOAL_CPU_MS} ms of CPU and ${GOAL_MB} MB beyond the request itself.`)

/** Median and p99 of explaining this fault in a body of this size, and what was found. */
function measure(code: CauseCode, { bytes, runs }: { bytes: number; runs: number }): string[] {
  const facts = faultyCase(code, bodyOf(bytes))
  if (facts === null) return ['–', '–', 'cannot be made']
  let found = ''
  const explain = () => {
    found = explainFailure(facts, createBudget())[0]?.code ?? 'nothing'
  }
  for (let i = 0; i < Math.min(runs, 30); i++) explain()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    explain()
    return performance.now() - start
  })
  return [...percentiles(times, [0.5, 0.99]).map(ms), found === code ? 'itself' : found]
}

function faultyCase(code: CauseCode, body: Buffer): Case | null {
  if (code !== 'unexplained') return tamperedCase(body, [code])
  const good = tamperedCase(body, [])
  const unknown = ownSecret.replace(/^whsec_..../, 'whsec_AAAA')
  return good && caseOf(good, { secrets: [{ label: 'production', hint: 'whsec_…', text: unknown }] })
}

/** A Stack user with as much metadata as it takes. */
function bodyOf(bytes: number): Buffer {
  const entry = { name: 'Zoë', visits: 12, tags: ['a', 'b/c'] }
  const length = Math.ceil((bytes - 120) / (JSON.stringify(entry).length + 2))
  const data = { id: 'u1', display_name: 'Zoë Ünal', server_metadata: Array.from({ length }, () => entry) }
  return Buffer.from(JSON.stringify({ type: 'user.updated', data }))
}
