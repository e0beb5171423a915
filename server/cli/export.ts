import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { exportFormats } from '../../shared/transfer.ts'
import { countBytes } from './progress.ts'
import { ask, RemoteError } from './remote.ts'
import { UsageError } from './usage-error.ts'

export interface ExportFlags {
  server?: string | undefined
  q?: string | undefined
  endpoint?: string | undefined
  format: string
  out?: string | undefined
  json?: boolean | undefined
}

/**
 * Writes the events of a running server that match into a file, or to standard output. A file that is not whole
 * is not there. @throws UsageError, RemoteError
 */
export async function exportEvents({ server, q, endpoint, format, out, json }: ExportFlags): Promise<0> {
  if (!(exportFormats as readonly string[]).includes(format)) {
    throw new UsageError(`--format: “${format}” is none. There are ${exportFormats.join(', ')}.`)
  }
  if (json && out === undefined) throw new UsageError('--json tells of a file: name it with --out.')
  const body = await ask({ server, path: '/api/events/export', query: { q, endpoint, format } })
  const counter = countBytes('Received')
  if (out === undefined) {
    await broken(pipeline(body, counter, process.stdout, { end: false }))
    return 0
  }
  const part = `${out}.part`
  try {
    await broken(pipeline(body, counter, createWriteStream(part)))
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  const told = json
    ? JSON.stringify({ file: out, format, bytes: counter.bytes })
    : `${out}: ${counter.bytes} bytes`
  process.stdout.write(`${told}\n`)
  return 0
}

async function broken(transfer: Promise<void>): Promise<void> {
  try {
    await transfer
  } catch (error) {
    throw new RemoteError(`The export broke off and is not whole: ${(error as Error).message}`)
  }
}
