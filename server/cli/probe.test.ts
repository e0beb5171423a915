import { type ChildProcess, execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { probeReportSchema } from '../../shared/probe.ts'
import { startFaultyReceiver } from '../testing/faulty-receiver.ts'
import { testSecret } from '../testing/signed-request.ts'
import { startTarget } from '../testing/target-server.ts'
import { tempDir } from '../testing/temp-dir.ts'

const root = resolve(import.meta.dirname, '../..')

describe('hooklens probe', { timeout: 120_000 }, () => {
  it('says that a right handler does everything right, and warns of its side effects', async () => {
    const { url } = await startFaultyReceiver()
    const run = await hooklens(['probe', url], { STACK_WEBHOOK_SECRET: testSecret })
    expect(run.code).toBe(0)
    expect(run.stdout).toContain(`${url}, signed with STACK_WEBHOOK_SECRET (whsec_…LaSw)`)
    expect(run.stdout).toContain('The handler does everything right. 26 passed.')
    expect(run.stderr).toContain('A handler with side effects will have them')
    expect(run.stdout + run.stderr).not.toContain(testSecret)
  })

  it('names what is wrong and ends with 1, with the report in a file', async () => {
    const { url } = await startFaultyReceiver('verifies nothing')
    const file = join(tempDir(), 'probe.xml')
    const args = ['probe', url, '--secret', testSecret, '--format', 'junit', '--out', file, '--yes']
    const run = await hooklens(args)
    expect(run).toMatchObject({ code: 1 })
    expect(run.stdout).toMatch(/^The handler accepts what it must refuse\. \d+ dangers/)
    expect(readFileSync(file, 'utf8')).toContain('The handler verifies nothing.')
  })

  it('probes a target of the configuration file, with its secret and headers, and gives JSON', async () => {
    const { url } = await startFaultyReceiver()
    const dir = tempDir()
    const target = { name: 'Staging', url, secret: { env: 'S' }, headers: { 'x-bypass-token': { env: 'B' } } }
    writeFileSync(join(dir, 'hooklens.config.json'), JSON.stringify({ targets: [target] }))
    const args = ['probe', '--target', 'staging', '--json', '--only', 'wrong_secret']
    const run = await hooklens(args, { S: testSecret, B: 'abcdefghijklmnop' }, dir)
    const report = probeReportSchema.parse(JSON.parse(run.stdout))
    expect(report).toMatchObject({
      targetName: 'Staging',
      ok: true,
      signedWith: 'the secret of Staging (whsec_…LaSw)',
      results: [{ code: 'valid' }, { code: 'wrong_secret', outcome: 'passed' }],
    })
    expect(report.results[0]?.exchanges[0]?.request.headers).toContainEqual(['x-bypass-token', '***mnop'])
    expect(run.stdout).not.toContain('abcdefghijkl')
  })

  it('tells what it found so far when it is interrupted', async () => {
    let interrupt = () => {}
    const { url } = await startTarget(() => interrupt())
    const args = ['probe', url, '--secret', testSecret]
    const run = await hooklens(args, {}, root, (child) => {
      interrupt = () => child.kill('SIGINT')
    })
    expect(run.code).toBe(1)
    expect(run.stdout).toContain('Stopped after 0 of 26 checks.')
  })

  it.each([
    ['a URL that is elsewhere', ['http://example.com/hook'], 'is not on this machine, and no target'],
    ['no URL', [], 'Name what is probed'],
    ['no secret', ['http://localhost:9/hook', '--secret', ''], 'There is no secret to sign with'],
    [
      'a secret that is none',
      ['http://localhost:9/', '--secret', '"x"'],
      'It cannot be signed with --secret.',
    ],
    ['a check that is none', ['http://localhost:9/', '--only', 'odd'], 'There are valid, webhook_headers'],
  ])('refuses %s, and says what to do', async (_, args, message) => {
    const run = await hooklens(['probe', ...args], {}, tempDir())
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(message)
    expect(run.stderr).not.toContain('    at ')
  })
})

interface Run {
  code: number
  stdout: string
  stderr: string
}

function hooklens(
  args: string[],
  env: Record<string, string> = {},
  cwd = root,
  onStart: (child: ChildProcess) => void = () => {},
): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), join(root, 'server/main.ts'), ...args],
      { cwd, env: { PATH: process.env['PATH'], ...env } },
      (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
    onStart(child)
  })
}
