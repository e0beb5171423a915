import { Failure, printFailure } from './failure.mjs'
import { printCounts, printFailures } from './reports.mjs'
import { seconds } from './step.mjs'

/**
 * Runs the parts of a plan one after the other. A part whose `needs` failed does not run; the others do, so
 * that one run shows everything. What a part returns is handed to those that need it.
 * @param {{name: string, needs?: string[], run: (results: Map<string, unknown>) => Promise<unknown>}[]} parts
 * @returns {Promise<number>} the exit code
 */
export async function runPlan(parts) {
  const results = new Map()
  const rows = []
  for (const part of parts) {
    const missing = (part.needs ?? []).filter((name) => !results.has(name))
    if (missing.length > 0) {
      rows.push({ name: part.name, outcome: 'not run', note: `needs ${missing.join(' and ').toLowerCase()}` })
      continue
    }
    rows.push(await runPart(part, results))
  }
  printSummary(rows)
  return rows.every((row) => row.outcome === 'ok') ? 0 : 1
}

async function runPart({ name, run }, results) {
  const startedAt = performance.now()
  try {
    const result = await run(results)
    results.set(name, result)
    return { name, outcome: 'ok', took: seconds(startedAt), ...describe(result) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    printFailure(error)
    const counts = error.counts ?? null
    return {
      name,
      outcome: 'FAILED',
      took: seconds(startedAt),
      counts,
      note: counts ? printCounts([counts]) : error.message,
    }
  }
}

function describe(result) {
  if (typeof result === 'string') return { note: result }
  return result ? { counts: result, note: printCounts([result]) } : {}
}

function printSummary(rows) {
  console.log('')
  for (const { name, outcome, took = '', note = '' } of rows) {
    console.log(`  ${name.padEnd(9)} ${outcome.padEnd(8)} ${took.padStart(8)}   ${note}`.trimEnd())
  }
  const failures = rows.flatMap(({ counts }) => counts?.failures ?? [])
  if (failures.length > 0) console.log(`\n${printFailures(failures)}`)
  console.log(`\n${printCounts(rows.flatMap(({ counts }) => (counts ? [counts] : [])))}`)
}
