import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Handler, HandlerFramework } from '../../../shared/handlers/index.ts'
import { HANDLER_PATH } from '../../../shared/handlers/index.ts'
import { serveWeb } from '../handlers/web-request.ts'
import { type RunningWritten, save } from './written.ts'

interface TestEvent {
  type: string
  data: { fails?: boolean; waits?: boolean }
}

/** Each started handler has its own work, by the number that its code names. */
const works: ((event: TestEvent) => Promise<void>)[] = []
Object.assign(globalThis, { stackWorks: works })

/** Starts a handler in JavaScript or TypeScript, as its framework would. `folder` lies beside the real packages. */
export async function startJavascript(
  folder: string,
  framework: HandlerFramework,
  handler: Handler,
): Promise<RunningWritten> {
  const worked: string[] = []
  const failed = new Set<string>()
  let requests = 0
  let arrived = () => {}
  const number = works.push(async ({ type, data }) => {
    worked.push(type)
    if (data.fails && !failed.has(type)) {
      failed.add(type)
      throw new Error('The work fails the first time.')
    }
    // Ends once another request has come.
    const before = requests
    while (data.waits && requests === before)
      await new Promise<void>((done) => {
        arrived = done
      })
  })
  save(folder, handler, {
    pattern: /\/\/ TODO: .*/g,
    code: `await globalThis.stackWorks[${number - 1}](event)`,
  })
  const server = await serve(folder, framework, handler)
  server.on('request', () => {
    requests++
    arrived()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${HANDLER_PATH}`,
    worked: async () => worked,
    setEnvironment: async (variables) => setVariables(variables),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function serve(folder: string, framework: HandlerFramework, { files }: Handler): Promise<Server> {
  const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, name)).href)
  const first = files[0]?.name ?? ''
  if (framework === 'nextjs') {
    const { POST } = await load(first)
    const refuse = () => new Response(null, { status: 405 })
    return listening(serveWeb((request) => (request.method === 'POST' ? POST(request) : refuse())))
  }
  if (framework === 'javascript') return listening(serveWeb((await load(first)).default.fetch))
  const { PORT } = process.env
  setVariables({ PORT: '0' })
  const { server } = await load(framework === 'nodejs' ? first : 'server.js')
  if (!server.listening) await once(server, 'listening')
  setVariables({ PORT: PORT ?? null })
  return server
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

function setVariables(variables: Record<string, string | null>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === null) delete process.env[name]
    else process.env[name] = value
  }
}
