// npm run dev [-- --port 4400]: server and page from their sources, both reloading as you edit.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { main } from './lib/failure.mjs'
import { prepareInstall } from './lib/prepare.mjs'
import { root, tool } from './lib/root.mjs'
import { passSignalsTo } from './lib/run.mjs'

const HOST = '127.0.0.1'
const INSIST_MS = 10_000

await main(async () => {
  await prepareInstall()
  const { port, rest } = readPort(process.argv.slice(2))
  const serverPort = port ?? (await firstFree(4400))
  const pagePort = await firstFree(5173)
  console.log(`\n  Page     http://${HOST}:${pagePort}/      reloads as you edit web/`)
  console.log(`  Server   http://${HOST}:${serverPort}/      restarts as you edit server/ or shared/\n`)
  const server = start('tsx', [
    'watch',
    '--clear-screen=false',
    'server/main.ts',
    '--port',
    serverPort,
    ...rest,
  ])
  const page = start('vite', ['--port', pagePort, '--strictPort', '--clearScreen', 'false'], {
    HOOKLENS_DEV_SERVER: `http://${HOST}:${serverPort}`,
  })
  return untilBothEnd([server, page])
})

/** `--port 4400` or `--port=4400`; everything else goes to the server as it is. */
function readPort(args) {
  const at = args.findIndex((arg) => arg === '--port' || arg.startsWith('--port='))
  if (at < 0) return { port: null, rest: args }
  const [, inline] = args[at].split('=')
  return { port: inline ?? args[at + 1], rest: args.toSpliced(at, inline === undefined ? 2 : 1) }
}

async function firstFree(port) {
  const probe = createServer()
  try {
    probe.listen(port, HOST)
    await once(probe, 'listening')
    return port
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error
    return firstFree(port + 1)
  } finally {
    probe.close()
  }
}

function start(name, args, env = {}) {
  const [command, ...entry] = tool(name)
  return spawn(command, [...entry, ...args.map(String)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
}

/** When one ends by itself, so does the other. When both were asked to, each does it in its own time. */
async function untilBothEnd(children) {
  const forwarding = passSignalsTo(children, INSIST_MS)
  const codes = await Promise.all(
    children.map(async (child) => {
      const [code] = await once(child, 'exit')
      if (forwarding.signal === null) for (const other of children) other.kill('SIGTERM')
      return code
    }),
  )
  forwarding.end()
  return forwarding.signal === null ? Math.max(...codes.map((code) => code ?? 1)) : 0
}
