// Explains one hostile request in a process of its own, and prints as JSON what that took: a `Cost`.

import { writeFileSync } from 'node:fs'
import { hostileCases } from '../../server/testing/hostile-cases.ts'
import { createBudget } from '../../server/verify/budget.ts'
import { explainFailure } from '../../server/verify/explain.ts'
import { median } from '../lib/figures.ts'
import type { Cost } from './hostile.ts'

const RUNS = 9
const MB = 1024 * 1024

const make = hostileCases[process.argv[2] ?? '']
if (!make) throw new Error(`There is no hostile request "${process.argv[2]}".`)
const facts = make()
const forgotten = forgetPeak()
const before = process.memoryUsage.rss()
const firstCpuMs = explainOnce()
const grownBytes = process.resourceUsage().maxRSS * 1024 - before
const cost: Cost = {
  bodyBytes: facts.body.length,
  cpuMs: median(Array.from({ length: RUNS }, explainOnce)),
  firstCpuMs,
  grownMb: forgotten ? grownBytes / MB : null,
}
process.stdout.write(JSON.stringify(cost))

function explainOnce(): number {
  const start = process.cpuUsage()
  explainFailure(facts, createBudget())
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Making the request took memory too, a bomb above all. Linux can start the peak anew; elsewhere it is not told. */
function forgetPeak(): boolean {
  globalThis.gc?.()
  try {
    writeFileSync('/proc/self/clear_refs', '5')
    return true
  } catch {
    return false
  }
}
