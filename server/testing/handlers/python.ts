import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { HANDLER_PATH, type Received, type StartHandler } from './handler.ts'

/** Why the handler in Python cannot be started on this machine; null: it can. */
export const noPython: string | null = whyNoPython()

/** Python's standard library alone: `http.server` and `hmac`. The fault: `json.loads`, and the text made anew of it. */
export const startPython: StartHandler = async ({ secret, parsesFirst }) => {
  const script = join(import.meta.dirname, 'stdlib_server.py')
  const child = spawn('python3', [script, HANDLER_PATH, secret, parsesFirst ? 'parses' : 'raw'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<never>((_, fail) => {
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`The handler in Python ended with ${code}.`)))
  })
  ended.catch(() => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await Promise.race([lines.next(), ended])
  const origin = `http://127.0.0.1:${first.value}`
  return {
    url: `${origin}${HANDLER_PATH}`,
    received: async () => {
      const answer = await fetch(`${origin}/received`)
      const received = (await answer.json()) as (Omit<Received, 'body'> & { body: string })[]
      return received.map((one) => ({ ...one, body: Buffer.from(one.body, 'base64') }))
    },
    close: async () => {
      child.kill()
      await ended.catch(() => undefined)
    },
  }
}

function whyNoPython(): string | null {
  try {
    execFileSync('python3', ['-c', 'import http.server, hmac; str.removeprefix'], { stdio: 'ignore' })
    return null
  } catch {
    return 'there is no python3 of at least 3.9 on this machine'
  }
}
