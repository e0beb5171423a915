import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { at, readJson } from './root.mjs'

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */
/** @typedef {{test: string, why: string}} FailedTest `why` is what the test said, without colours. */
/** @typedef {Counts & {failures: FailedTest[]}} Report */

const none = { passed: 0, failed: 0, skipped: 0, failures: [] }

/**
 * What vitest's JSON reporter wrote. A file that could not be loaded has no tests and is one failure.
 * @returns {Report}
 */
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
    failures: [
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => failedTest(name, fullName, failureMessages?.join('\n'))),
      ),
      ...unloadable.map(({ name, message }) => failedTest(name, 'could not be loaded', message)),
    ],
  }
}

/**
 * What Playwright's JSON reporter wrote.
 * @returns {Report}
 */
export function readPlaywrightReport(path) {
  if (!existsSync(path)) return none
  const { stats, errors, suites = [] } = readJson(path)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap(specsOf).flatMap(({ file, title, ok, tests }) => {
        const failed = tests.flatMap(({ results }) => results).filter(({ error }) => error !== undefined)
        return ok ? [] : [failedTest(file, title, failed[0]?.error.message)]
      }),
      ...errors.map(({ message }) => failedTest('playwright', 'could not be loaded', message)),
    ],
  }
}

function specsOf({ specs, suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

function failedTest(file, title, said = '') {
  const place = file.startsWith(at()) ? relative(at(), file) : file
  return { test: `${place} › ${title}`, why: stripVTControlCharacters(said).trim() }
}

const mostLines = 6

/**
 * The failed tests, each with the first lines of what it said: the end of a log is what remains of it.
 * @param {FailedTest[]} failures
 */
export function printFailures(failures) {
  return failures
    .map(({ test, why }) => [`✗ ${test}`, ...why.split('\n').slice(0, mostLines)].join('\n    '))
    .join('\n')
}

/** @param {Counts[]} all */
export function printCounts(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
