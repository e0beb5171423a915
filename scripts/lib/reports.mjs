import { existsSync } from 'node:fs'
import { readJson } from './root.mjs'

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

const none = { passed: 0, failed: 0, skipped: 0 }

/** What vitest's JSON reporter wrote. A file that could not be loaded has no tests and is one failure. */
export function readVitestReport(path) {
  if (!existsSync(path)) return none
  const report = readJson(path)
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** What Playwright's JSON reporter wrote. */
export function readPlaywrightReport(path) {
  if (!existsSync(path)) return none
  const { stats, errors } = readJson(path)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/** @param {Counts[]} all */
export function printCounts(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
