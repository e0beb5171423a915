import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { printCounts, readPlaywrightReport, readVitestReport } from './reports.mjs'

function reportFile(content) {
  const folder = mkdtempSync(join(tmpdir(), 'hooklens-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

test('counts a test file that could not be loaded as one failure', () => {
  const path = reportFile({
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  })
  expect(readVitestReport(path)).toEqual({ passed: 7, failed: 2, skipped: 2 })
})

test('counts what Playwright could not load or found flaky as failures', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  const path = reportFile({ stats, errors: [{ message: 'SyntaxError' }] })
  expect(readPlaywrightReport(path)).toEqual({ passed: 5, failed: 3, skipped: 2 })
})

test('counts nothing where a run left no report', () => {
  expect(readVitestReport('/nowhere/unit.json')).toEqual({ passed: 0, failed: 0, skipped: 0 })
})

test('prints the sum, and skipped tests only where there are some', () => {
  expect(
    printCounts([
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ]),
  ).toBe('5 passed, 1 failed')
  expect(printCounts([{ passed: 2, failed: 0, skipped: 4 }])).toBe('2 passed, 0 failed, 4 skipped')
})
