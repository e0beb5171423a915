import { mkdirSync, rmSync } from 'node:fs'
import { Failure } from './failure.mjs'
import { readPlaywrightReport, readVitestReport } from './reports.mjs'
import { at, tool } from './root.mjs'
import { run } from './run.mjs'
import { step } from './step.mjs'

/** Types of everything: server, page, tests, scripts of the benchmarks. */
export function checkTypes() {
  return step('Checking types', [...tool('typescript', 'tsc'), '-b'], {
    failed: 'The types do not fit.',
    advice: ['Mend the lines named above.'],
  })
}

export function lint() {
  const command = process.env.CI === 'true' ? 'ci' : 'check'
  return step('Checking style', [...tool('@biomejs/biome', 'biome'), command, '.'], {
    failed: 'Biome found faults.',
    advice: ['"npm run format" mends what can be mended by itself; the rest is yours.'],
  })
}

/** @returns {Promise<import('./reports.mjs').Report>} */
export async function runUnitTests() {
  console.log('› Running unit tests')
  const report = freshReport('unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run([...tool('vitest'), 'run', ...reporters], { show: true })
  return judge(readVitestReport(report), code, 'unit', 'npm run unit -- <part of a file name>')
}

/** @returns {Promise<import('./reports.mjs').Report>} */
export async function runBrowserTests(browser) {
  console.log('› Running end-to-end tests in a browser')
  const report = freshReport('e2e.json')
  const env = { HOOKLENS_CHROMIUM: browser }
  const { code } = await run([...tool('@playwright/test', 'playwright'), 'test'], { show: true, env })
  return judge(readPlaywrightReport(report), code, 'end-to-end', 'npm run e2e -- <part of a file name>')
}

function freshReport(name) {
  mkdirSync(at('test-results'), { recursive: true })
  rmSync(at('test-results', name), { force: true })
  return at('test-results', name)
}

/** A run that failed without a failed test (it crashed, or a file could not be loaded) counts as one failure. */
function judge(counts, code, kind, again) {
  if (code === 0 && counts.failed === 0) return counts
  const failure = new Failure(`The ${kind} tests failed.`, { advice: [`Run some of them again: ${again}`] })
  failure.counts = { ...counts, failed: Math.max(counts.failed, 1) }
  throw failure
}
