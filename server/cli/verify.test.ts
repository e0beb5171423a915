import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagnosisSchema } from '../../shared/diagnosis.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { tempDir } from '../testing/temp-dir.ts'

const root = resolve(import.meta.dirname, '../..')
const at = Date.parse('2026-11-23T10:00:00Z')
const body = '{"type":"stack.test","data":{"message":"é"}}'
const { headers } = signedRequest(body, { at })

describe('hooklens verify', { timeout: 30_000 }, () => {
  it('says that a good cURL command is verified, and exits with 0', async () => {
    const run = await hooklens(['--secret', testSecret, '--at', '2026-11-23T10:00:00Z'], curl(body))
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toContain('Verified with --secret.')
  })

  it('explains a body that was written anew, with the bytes that were signed, and exits with 1', async () => {
    const spaced = body.replaceAll(':', ': ')
    const run = await hooklens(['--secret', testSecret, '--at', String(at)], curl(spaced))
    expect(run.code).toBe(1)
    expect(run.stdout).toMatch(/^Not verified: /)
    expect(run.stdout).toContain('"type":{+·+}"stack.test"')
    expect(run.stdout).toContain('svix 1.99.1 says: No matching signature found')
  })

  it('prints the diagnosis as JSON, and shows no secret anywhere', async () => {
    const run = await hooklens(
      ['--secret', `"${testSecret}"`, '--json', '--at', String(at / 1000)],
      curl(body),
    )
    expect(run.code).toBe(1)
    const diagnosis = diagnosisSchema.parse(JSON.parse(run.stdout))
    expect(diagnosis.causes[0]).toMatchObject({ code: 'secret_quotes_or_whitespace', confidence: 'proven' })
    expect(run.stdout + run.stderr).not.toContain(testSecret)
  })

  it('judges an event of Hooklens in a file by the time it was received, with a secret of the environment', async () => {
    const file = join(tempDir(), 'event.json')
    const event = { method: 'POST', path: '/in/stack', receivedAt: at, headers: Object.entries(headers) }
    writeFileSync(file, JSON.stringify({ ...event, body: { encoding: 'utf8', text: body } }))
    const run = await hooklens([file], '', { STACK_WEBHOOK_SECRET: testSecret })
    expect(run.stdout).toContain('Verified with STACK_WEBHOOK_SECRET.')
    expect(run.code).toBe(0)
  })

  it('lets no control character of the request reach the terminal', async () => {
    const request = { ...headers, 'svix-timestamp': '\x1b[31mnow' }
    const log = {
      entries: [{ request: { method: 'POST', url: '/', headers: pairs(request), postData: { text: body } } }],
    }
    const run = await hooklens(['--secret', testSecret], JSON.stringify({ log }))
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('--at')
    expect(run.stdout).toContain('\\x1B[31mnow')
    expect(run.stdout).not.toContain('\x1b')
  })

  it.each([
    ['no secret', [], curl(body), 'give it with --secret'],
    ['no request', ['--secret', testSecret], 'hello', 'This is no saved request'],
    ['a time that is none', ['--secret', testSecret, '--at', 'noon'], curl(body), '--at: “noon” is no time'],
    ['a file that is not there', ['missing.txt', '--secret', testSecret], '', 'missing.txt cannot be read'],
  ])('exits with 2 for %s, and says what to do', async (_, args, input, message) => {
    const run = await hooklens(args, input)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(message)
    expect(run.stderr).not.toContain('    at ')
  })
})

function curl(text: string): string {
  const options = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`)
  return `curl http://localhost:4400/in/stack ${options.join(' ')} --data-raw '${text}'`
}

function pairs(all: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(all).map(([name, value]) => ({ name, value }))
}

interface Run {
  code: number
  stdout: string
  stderr: string
}

function hooklens(args: string[], input: string, secrets: Record<string, string> = {}): Promise<Run> {
  const { STACK_WEBHOOK_SECRET: _, HEXCLAVE_WEBHOOK_SECRET: __, ...env } = process.env
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', join(root, 'server/main.ts'), 'verify', ...args],
      { cwd: root, env: { ...env, ...secrets } },
      (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
    // A command that does not read its input may end before it is written.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}
