import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { printCounts, printFailures, readPlaywrightReport, readVitestReport } from './reports.mjs'
import { at } from './root.mjs'

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
      {
        name: at('shared/sum.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'a sum', failureMessages: ['\u001b[31mexpected 1\u001b[39m'] },
          { status: 'passed', fullName: 'a product' },
        ],
      },
      { name: at('web/gone.test.ts'), status: 'failed', message: 'no such file', assertionResults: [] },
      { name: at('web/well.test.ts'), status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  })
  expect(readVitestReport(path)).toEqual({
    passed: 7,
    failed: 2,
    skipped: 2,
    failures: [
      { test: 'shared/sum.test.ts › a sum', why: 'expected 1' },
      { test: 'web/gone.test.ts › could not be loaded', why: 'no such file' },
    ],
  })
})

test('counts what Playwright could not load or found flaky as failures', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  const path = reportFile({ stats, errors: [{ message: 'SyntaxError' }] })
  expect(readPlaywrightReport(path)).toMatchObject({ passed: 5, failed: 3, skipped: 2 })
})

test('names what failed in the browser, however deep it is described', () => {
  const spec = (title, ...results) => ({
    title,
    file: 'page.spec.ts',
    ok: results.length === 0,
    tests: [{ results }],
  })
  const path = reportFile({
    stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
    errors: [{ message: 'SyntaxError' }],
    suites: [
      {
        specs: [spec('loads')],
        suites: [{ specs: [spec('scrolls', {}, { error: { message: 'Timeout\n  at row 3' } })] }],
      },
    ],
  })
  expect(readPlaywrightReport(path).failures).toEqual([
    { test: 'page.spec.ts › scrolls', why: 'Timeout\n  at row 3' },
    { test: 'playwright › could not be loaded', why: 'SyntaxError' },
  ])
})

test('counts nothing where a run left no report', () => {
  expect(readVitestReport('/nowhere/unit.json')).toEqual({ passed: 0, failed: 0, skipped: 0, failures: [] })
})

test('prints the first lines of what a failed test said', () => {
  const why = Array.from({ length: 40 }, (_, line) => `line ${line + 1}`).join('\n')
  const printed = printFailures([{ test: 'a › b', why }])
  expect(printed).toMatch(/^✗ a › b\n {4}line 1\n/)
  expect(printed).not.toContain('line 7')
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
