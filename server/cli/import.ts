import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type ImportResult, importResultSchema } from '../../shared/transfer.ts'
import { printable } from './diagnosis-text.ts'
import { countBytes } from './progress.ts'
import { ask } from './remote.ts'
import { UsageError } from './usage-error.ts'

export interface ImportFlags {
  server?: string | undefined
  endpoint?: string | undefined
  json?: boolean | undefined
}

/**
 * Sends a file of events to a running server. Returns the exit code: 0 all are there, 1 some could not be
 * imported. @throws UsageError, RemoteError
 */
export async function importEvents(file: string, { server, endpoint, json }: ImportFlags): Promise<0 | 1> {
  const counter = countBytes('Sent')
  // What breaks it breaks the request, which tells of it.
  const body = pipeline(await read(file), counter, () => {})
  const headers = {
    'content-type': 'application/octet-stream',
    ...(file.endsWith('.gz') ? { 'content-encoding': 'gzip' } : {}),
  }
  const answer = await ask({
    server,
    path: '/api/events/import',
    query: { endpoint },
    method: 'POST',
    headers,
    body,
  })
  const result = importResultSchema.parse(JSON.parse(await text(answer)))
  tell(result, json ?? false)
  return result.failedTotal === 0 ? 0 : 1
}

async function read(file: string): Promise<Readable> {
  if (file === '-') return process.stdin
  let handle: FileHandle
  try {
    handle = await open(file)
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`)
  }
  return handle.createReadStream()
}

function tell(result: ImportResult, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return
  }
  const { format, imported, skipped, failed, failedTotal } = result
  const what = format === 'har' ? 'entry' : 'line'
  for (const { line, message } of failed) process.stderr.write(`${what} ${line}: ${printable(message)}\n`)
  const untold = failedTotal - failed.length
  if (untold > 0) process.stderr.write(`and ${untold} more\n`)
  process.stdout.write(`${imported} imported, ${skipped} skipped that were there, ${failedTotal} failed\n`)
}
