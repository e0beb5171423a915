import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hooklens-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lockModule = JSON.stringify(new URL('./lock.mjs', import.meta.url).href)

/** A process that writes "in" and "out" into the log around a task under the lock. */
function worker() {
  const code = `
    import { appendFileSync } from 'node:fs'
    import { setImmediate as turn } from 'node:timers/promises'
    import { withLock } from ${lockModule}
    await withLock(async () => {
      appendFileSync('log', 'in ')
      for (let at = 0; at < 1000; at++) await turn()
      appendFileSync('log', 'out ')
    }, 'lock')`
  return promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { cwd: folder })
}

test('lets one process in at a time', async () => {
  await Promise.all([worker(), worker(), worker(), worker()])
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out '.repeat(4))
  expect(existsSync(join(folder, 'lock'))).toBe(false)
})

test('takes over from a process that died with the lock', async () => {
  const dead = spawn(process.execPath, ['-e', ''])
  await once(dead, 'exit')
  const lock = join(folder, 'lock')
  mkdirSync(lock)
  writeFileSync(join(lock, 'holder'), JSON.stringify({ pid: dead.pid, host: hostname() }))
  expect(await withLock(async () => 'ran', lock)).toBe('ran')
  expect(existsSync(lock)).toBe(false)
})

test('is free again after a task that failed', async () => {
  const lock = join(folder, 'lock')
  const broken = withLock(async () => {
    throw new Error('broken')
  }, lock)
  await expect(broken).rejects.toThrow('broken')
  expect(existsSync(lock)).toBe(false)
})
