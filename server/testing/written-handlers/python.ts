import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { HANDLER_PATH, type Handler, type HandlerFramework } from '../../../shared/handlers/index.ts'
import { type RunningWritten, save } from './written.ts'

/** Starts a handler in Python on a server of the standard library. `python` has the framework. */
export async function startPython(
  python: string,
  folder: string,
  framework: HandlerFramework,
  handler: Handler,
): Promise<RunningWritten> {
  const isAsync = framework === 'fastapi'
  save(folder, handler, {
    pattern: /pass {2}# TODO: .*/g,
    code: isAsync ? 'await __import__("hooks").work_async(event)' : '__import__("hooks").work(event)',
  })
  const child = spawn(python, [join(import.meta.dirname, 'driver.py'), framework, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: join(import.meta.dirname, 'stand-in'),
    },
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
    worked: async () => (await (await fetch(`${origin}/worked`)).json()) as string[],
    setEnvironment: async (variables) => {
      await fetch(`${origin}/environment`, { method: 'POST', body: JSON.stringify(variables) })
    },
    close: async () => {
      child.kill()
      await ended.catch(() => undefined)
    },
  }
}
