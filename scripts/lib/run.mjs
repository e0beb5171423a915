import { spawn } from 'node:child_process'
import { Interrupted } from './failure.mjs'
import { root } from './root.mjs'

/** npm takes its time to end an install after Ctrl-C; there is nothing in it that would be lost. */
const INSIST_MS = 3_000

/**
 * Runs a command to its end. With `show` its output goes to the terminal, otherwise it is kept and returned.
 * A signal that arrives meanwhile is passed on, and ends in `Interrupted` once the command is gone.
 * @returns {Promise<{code: number, output: string}>} code 127: the command could not be started
 */
export async function run([command, ...args], { show = false, env = {}, timeoutMs = 0, onOutput } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
    ...(timeoutMs > 0 && { timeout: timeoutMs }),
  })
  const chunks = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      chunks.push(chunk)
      onOutput?.(String(chunk))
    })
  }
  const forwarding = passSignalsTo([child], show ? null : INSIST_MS)
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`))
      resolve(127)
    })
    child.once('close', (exitCode) => resolve(exitCode ?? 1))
  })
  forwarding.end()
  if (forwarding.signal !== null) throw new Interrupted(forwarding.signal)
  return { code, output: Buffer.concat(chunks).toString() }
}

/**
 * Passes signals on to child processes until `end()`; `signal` is the last one that came. After `insistMs`
 * a child that is still there gets a SIGTERM.
 */
export function passSignalsTo(children, insistMs = null) {
  const forwarding = { signal: null, end }
  let insisting = null
  function pass(name) {
    const again = forwarding.signal !== null
    forwarding.signal = name
    if (insistMs !== null) insisting ??= setTimeout(send, insistMs, 'SIGTERM')
    // Ctrl-C in a terminal reaches a child by itself; a second SIGINT would make some skip their clean-up.
    if (name === 'SIGINT' && process.stdin.isTTY && !again) return
    send(name === 'SIGHUP' ? 'SIGTERM' : name)
  }
  function send(name) {
    for (const child of children) child.kill(name)
  }
  function end() {
    clearTimeout(insisting)
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(name, pass)
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, pass)
  return forwarding
}
