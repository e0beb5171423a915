import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { at } from './root.mjs'

const HEARTBEAT_MS = 2_000
const POLL_MS = 250
/** A holder that shows no sign of life for this long while we watch has gone, whoever has its pid now. */
const SILENT_POLLS = 120

/**
 * Runs `task` while no other process in this checkout does the like: two installs or builds at once would
 * overwrite each other's files. The lock is a folder that names its holder; one left behind is recognised.
 */
export async function withLock(task, folder = at('dist', '.lock')) {
  const release = await acquire(folder)
  try {
    return await task()
  } finally {
    release()
  }
}

async function acquire(folder) {
  mkdirSync(dirname(folder), { recursive: true })
  const seen = { pulse: null, polls: 0, announced: false }
  while (!tryToTake(folder)) {
    const holder = readHolder(folder)
    if (holder !== null && isGone(holder, seen)) discard(folder, holder)
    else await waitFor(holder, seen)
  }
  const heartbeat = setInterval(() => touch(folder), HEARTBEAT_MS)
  const free = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', free)
  return () => {
    clearInterval(heartbeat)
    process.removeListener('exit', free)
    free()
  }
}

function tryToTake(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(folder, 'holder'), JSON.stringify({ pid: process.pid, host: hostname() }))
  return true
}

/** Null when the lock was released meanwhile. */
function readHolder(folder) {
  try {
    const pulse = statSync(folder).mtimeMs
    return { pulse, ...parseHolder(folder) }
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** The holder writes its name just after it takes the lock; one that died in between has none. */
function parseHolder(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'holder'), 'utf8'))
  } catch {
    return { pid: null, host: null }
  }
}

function isGone(holder, seen) {
  const dead = holder.pid === process.pid || (holder.pid !== null && !isAlive(holder.pid))
  if (dead && holder.host === hostname()) return true
  seen.polls = holder.pulse === seen.pulse ? seen.polls + 1 : 0
  seen.pulse = holder.pulse
  return seen.polls > SILENT_POLLS
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Moved aside first, so that of two processes that find the same dead lock only one removes it. */
function discard(folder, holder) {
  const aside = `${folder}-${process.pid}`
  try {
    renameSync(folder, aside)
    if (parseHolder(aside).pid === holder.pid) rmSync(aside, { recursive: true, force: true })
    else renameSync(aside, folder)
  } catch (error) {
    if (!['ENOENT', 'EEXIST', 'ENOTEMPTY'].includes(error.code)) throw error
  }
}

async function waitFor(holder, seen) {
  if (holder !== null && !seen.announced) {
    seen.announced = true
    console.log(`› Waiting: process ${holder.pid ?? '?'} is installing or building in this folder`)
  }
  await wait(POLL_MS)
}

function touch(folder) {
  const now = new Date()
  try {
    utimesSync(folder, now, now)
  } catch {
    // Somebody removed dist/ under us; the task itself will say so if that hurts.
  }
}
