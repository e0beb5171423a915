import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { onCore } from './cores.ts'

const START_LIMIT_MS = 20_000

/** A server under test, as a process of its own. */
export interface ServerProcess {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly port: number
  /** Processor time used so far by all its threads; null where the system does not tell. */
  cpuMs(): number | null
  /** Memory that it holds now; null where the system does not tell. */
  memoryBytes(): number | null
  /** Stops it cleanly. @throws when it ends otherwise */
  stop(): Promise<void>
}

/** Starts a server that prints its URL, and waits for that. */
export async function startServer(
  command: string[],
  { core, cwd, env = {} }: { core: number | null; cwd: string; env?: Record<string, string> },
): Promise<ServerProcess> {
  const [name, ...args] = onCore(core, command)
  const child = spawn(name, args, { cwd, env: { ...withoutSettings(process.env), ...env } })
  const exited = once(child, 'close').then(([code, signal]) => code ?? signal)
  process.once('exit', () => child.kill('SIGKILL'))
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${printed}`))
    const limit = setTimeout(fail, START_LIMIT_MS, 'The server did not start in time.')
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
        if (!found) return
        clearTimeout(limit)
        resolve(found)
      })
    }
    exited.then((how) => fail(`The server ended (${how}) before it listened.`))
  })

  return {
    url,
    port: Number(new URL(url).port),
    cpuMs: () => readCpuMs(child.pid),
    memoryBytes: () => readMemoryBytes(child.pid),
    stop: async () => {
      child.kill('SIGTERM')
      const how = await exited
      if (how !== 0) throw new Error(`The server did not stop cleanly (${how}).\n${printed}`)
    },
  }
}

/** Settings of whoever runs the benchmark do not reach the server. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = /^(HOOKLENS_.*|PORT|(STACK|HEXCLAVE)_WEBHOOK_SECRET)$/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.test(name)))
}

/** Linux counts in hundredths of a second. */
function readCpuMs(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return null
  }
}

/** Resident, but for pages of files: those are the system's to take back. */
function readMemoryBytes(pid: number | undefined): number | null {
  try {
    const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
