import { expect, onTestFinished, test, vi } from 'vitest'
import { Failure } from './failure.mjs'
import { runPlan } from './plan.mjs'

function capture() {
  const lines = []
  for (const name of ['log', 'error']) vi.spyOn(console, name).mockImplementation((line) => lines.push(line))
  onTestFinished(() => vi.restoreAllMocks())
  return lines
}

const fail = async () => {
  throw Object.assign(new Failure('It broke.', { output: 'line 7: wrong', advice: ['Mend line 7.'] }), {
    counts: { passed: 1, failed: 2, skipped: 0 },
  })
}

test('runs every part that does not need one that failed, and ends with the counts', async () => {
  const lines = capture()
  const ran = []
  const code = await runPlan([
    { name: 'Build', run: fail },
    { name: 'Unit', run: async () => ({ passed: 4, failed: 0, skipped: 0 }) },
    { name: 'E2E', needs: ['Build'], run: async () => ran.push('E2E') },
  ])
  expect(code).toBe(1)
  expect(ran).toEqual([])
  expect(lines).toContain('line 7: wrong')
  expect(lines).toContain('  Mend line 7.')
  expect(lines.find((line) => line.includes('E2E'))).toContain('needs build')
  expect(lines.at(-1)).toBe('\n5 passed, 2 failed')
})

test('hands the result of a part to those that need it', async () => {
  capture()
  const handed = []
  const code = await runPlan([
    { name: 'Browser', run: async () => '/usr/bin/chromium' },
    { name: 'E2E', needs: ['Browser'], run: async (results) => handed.push(results.get('Browser')) },
  ])
  expect(code).toBe(0)
  expect(handed).toEqual(['/usr/bin/chromium'])
})
