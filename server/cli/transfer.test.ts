import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newEvent } from '../testing/events.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { tempDir } from '../testing/temp-dir.ts'

const root = resolve(import.meta.dirname, '../..')

async function fill({ ctx }: TestApp, count: number): Promise<void> {
  const endpointId = ctx.registry.bySlug('stack')?.id ?? ''
  await Promise.all(Array.from({ length: count }, () => ctx.store.events.append(newEvent({ endpointId }))))
}

describe('hooklens export and import', { timeout: 120_000 }, () => {
  it('carry events from one server to another, through a file', async () => {
    const [from, to] = [await startApp(), await startApp()]
    await fill(from, 300)
    const file = join(tempDir(), 'events.ndjson')
    const out = await hooklens(['export', '--server', from.url, '--out', file, '--json'])
    expect(out).toMatchObject({ code: 0, stderr: '' })
    const { length: bytes } = readFileSync(file)
    expect(JSON.parse(out.stdout)).toEqual({ file, format: 'ndjson', bytes })
    expect(existsSync(`${file}.part`)).toBe(false)

    const text = await hooklens(['import', file, '--server', to.url])
    expect(text).toMatchObject({ code: 0, stdout: '300 imported, 0 skipped that were there, 0 failed\n' })
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)))
    const again = await hooklens(['import', `${file}.gz`, '--server', `${to.url}/`, '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject({ imported: 0, skipped: 300 })
  })

  it('work in a pipe, and tell what could not be imported', async () => {
    const app = await startApp()
    await fill(app, 2)
    const out = await hooklens(['export', '--server', app.url, '--q', 'type:user.created', '--format', 'har'])
    expect(JSON.parse(out.stdout).log.entries).toHaveLength(2)
    const bad = await hooklens(
      ['import', '-', '--server', app.url, '--endpoint', 'stack'],
      '{"a":"\x1b[31m"}\nno\n',
    )
    expect(bad.code).toBe(1)
    expect(bad.stdout).toBe('0 imported, 0 skipped that were there, 2 failed\n')
    expect(bad.stderr).toMatch(/^line 1: .*\nline 2: /)
    expect(bad.stderr).not.toContain('\x1b')
  })

  it('leave no file that is not whole', async () => {
    const broken = createServer((_request, reply) => {
      reply.writeHead(200)
      reply.write('{"id":')
      setImmediate(() => reply.destroy())
    })
    await new Promise<void>((listening) => broken.listen(0, '127.0.0.1', listening))
    onTestFinished(() => void broken.close())
    const { port } = broken.address() as { port: number }
    const file = join(tempDir(), 'events.ndjson')
    const run = await hooklens(['export', '--server', `http://127.0.0.1:${port}`, '--out', file])
    expect(run).toMatchObject({ code: 1, stdout: '' })
    expect(run.stderr).toMatch(/not whole|broke off/)
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false])
  })

  it.each([
    ['a query that cannot be read', ['export', '--q', 'verdict:odd'], 2, 'verdict'],
    ['a format that is none', ['export', '--format', 'xml'], 2, 'There are ndjson, har, csv.'],
    ['an endpoint that is none', ['import', '-', '--endpoint', 'none'], 2, 'no endpoint'],
    ['a file that is not there', ['import', 'missing.ndjson'], 2, 'missing.ndjson cannot be read'],
    [
      'no server',
      ['export', '--server', 'http://127.0.0.1:9'],
      1,
      'No server answers at http://127.0.0.1:9.',
    ],
    ['no URL', ['export', '--server', 'nowhere'], 2, '--server'],
  ])('say what to do about %s', async (_, args, code, message) => {
    const app = args.includes('--server') ? null : await startApp()
    const run = await hooklens([...args, ...(app ? ['--server', app.url] : [])])
    expect(run).toMatchObject({ code, stdout: '' })
    expect(run.stderr).toContain(message)
    expect(run.stderr).not.toContain('    at ')
  })
})

interface Run {
  code: number
  stdout: string
  stderr: string
}

function hooklens(args: string[], input = ''): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', join(root, 'server/main.ts'), ...args],
      { cwd: root },
      (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
    // A command that does not read its input may end before it is written.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}
