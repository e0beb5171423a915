import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Webhook } from 'svix'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sampleRunSchema } from '../../shared/sample.ts'
import { testSecret } from '../testing/signed-request.ts'
import { startApp } from '../testing/start-app.ts'
import { startTarget } from '../testing/target-server.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { type TriggerFlags, trigger } from './trigger.ts'
import { UsageError } from './usage-error.ts'

const root = resolve(import.meta.dirname, '../..')

describe('hooklens trigger', { timeout: 60_000 }, () => {
  it('sends a scenario to an endpoint of a server, a line for each event', async () => {
    const { url } = await startApp()
    const run = await hooklens(['sign-up', '--server', url, '--seed', 'ada'])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const lines = run.stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(6)
    expect(lines[0]).toMatch(
      /^verified {3}team\.created +evt_\w+ {2}The personal team comes before its user\.$/,
    )
    expect(lines[5]).toBe('5 of 5 sent: 5 verified. Seed: ada')
  })

  it('lays values over one sample, and says how it stands to its schema', async () => {
    const app = await startApp()
    const file = join(tempDir(), 'data.json')
    writeFileSync(file, '{"is_anonymous":"no","client_metadata":{"a":1}}')
    const run = await hooklens([
      ...['user.created', '--server', app.url, '--data', `@${file}`, '--set', 'data.client_metadata.b=[2]'],
      ...['--set', 'data.display_name=A=B', '--unset', 'data.country_code', '--json'],
    ])
    expect(run.code).toBe(0)
    const { results } = sampleRunSchema.parse(JSON.parse(run.stdout))
    expect(results).toMatchObject([{ verdict: 'verified', schema: 'invalid' }])
    const { data } = (await (await fetch(`${app.url}/api/events/${results[0]?.eventId}/body`)).json()) as any
    expect(data).toMatchObject({ is_anonymous: 'no', client_metadata: { a: 1, b: [2] }, display_name: 'A=B' })
    expect(data).not.toHaveProperty('country_code')
  })

  it('sends straight to a handler without a server, with the secret of the environment', async () => {
    const handler = await startTarget((reply, { body, headers }) => {
      try {
        new Webhook(testSecret).verify(body, headers as Record<string, string>)
        reply.writeHead(204).end()
      } catch (error) {
        reply.writeHead(400).end((error as Error).message)
      }
    })
    const good = await hooklens(['join-team', '--to', handler.url], { STACK_WEBHOOK_SECRET: testSecret })
    expect(good).toMatchObject({ code: 0, stderr: '' })
    expect(good.stdout).toContain('3 of 3 sent: 3 204.')

    const otherSecret = `whsec_${Buffer.alloc(24, 'x').toString('base64')}`
    const bad = await hooklens(['user.created', '--to', handler.url, '--secret', otherSecret])
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('“No matching signature found”')
    expect(bad.stdout + bad.stderr).not.toContain(otherSecret)
    const tampered = [
      'user.created',
      '--to',
      handler.url,
      '--secret',
      testSecret,
      '--tamper',
      'body_newlines',
    ]
    expect((await hooklens(tampered)).code).toBe(0)
  })

  it('ends with Ctrl-C, and tells how many were sent', async () => {
    const app = await startApp()
    const begun = spawnHooklens([
      'user.created',
      '--server',
      app.url,
      '--count',
      '10000',
      '--rate',
      '50',
      '--json',
    ])
    await expect
      .poll(async () => ((await app.api('GET', '/api/events/stats')).json.total as number) > 2, {
        timeout: 20_000,
      })
      .toBe(true)
    begun.child.kill('SIGINT')
    const run = await begun.done
    expect(run.code).toBe(130)
    const told = JSON.parse(run.stdout)
    expect(told).toMatchObject({ state: 'cancelled', total: 10_000 })
    expect((await app.api('GET', '/api/events/stats')).json.total).toBe(told.sent)
  })

  it('lists what there is', async () => {
    const run = await hooklens(['--list', '--json'])
    expect(run.code).toBe(0)
    const { scenarios, types } = JSON.parse(run.stdout)
    expect(scenarios.map(({ name }: { name: string }) => name)).toContain('update-storm')
    expect(types.map(({ type }: { type: string }) => type)).toContain('project_permission.created')
  })

  it('exits with 2 for wrong usage, and with 1 where nobody listens', async () => {
    const wrong = await hooklens(['no.such', '--to', 'http://127.0.0.1:9/', '--secret', testSecret])
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toBe('There is no sample of the type "no.such".\n')
    const nobody = await hooklens(['sign-up', '--to', 'http://127.0.0.1:9/', '--secret', testSecret])
    expect(nobody.code).toBe(1)
    expect(nobody.stderr).toContain('Nobody listens at 127.0.0.1:9')
  })
})

it.each<[string, string | undefined, Partial<TriggerFlags>, string]>([
  ['nothing to send', undefined, {}, '--list'],
  ['no secret for a handler', 'sign-up', { to: 'http://127.0.0.1:9/' }, 'STACK_WEBHOOK_SECRET'],
  ['a secret for an endpoint', 'sign-up', { secret: testSecret }, '--to'],
  [
    'an old secret that is empty',
    'sign-up',
    { to: 'http://127.0.0.1:9/', secret: testSecret, oldSecret: '' },
    '--old-secret: ',
  ],
  ['a secret that cannot sign', 'sign-up', { to: 'http://127.0.0.1:9/', secret: 'whsec_!' }, 'base64'],
  ['two places', 'sign-up', { to: 'http://127.0.0.1:9/', endpoint: 'stack' }, 'either --endpoint or --to'],
  ['a URL that is none', 'sign-up', { to: 'localhost', secret: testSecret }, '--to: Write a whole URL'],
  ['a setting that is none', 'user.created', { set: ['display_name=Ada'] }, 'data.display_name=Ada'],
  ['data that is no JSON', 'user.created', { data: '{' }, '--data: this is no JSON'],
  ['data that is no object', 'user.created', { data: '[]' }, '--data: write a JSON object'],
  ['a count that is none', 'user.created', { count: 'many' }, '--count: “many” is no number'],
  ['too many', 'user.created', { count: '100000' }, '--count'],
  ['overrides of a scenario', 'sign-up', { set: ['data.a=1'] }, '--set and --data: Overrides are for a type'],
])('hooklens trigger says what to do about %s', async (_, what, flags, message) => {
  vi.stubEnv('STACK_WEBHOOK_SECRET', '')
  vi.stubEnv('HEXCLAVE_WEBHOOK_SECRET', '')
  onTestFinished(() => void vi.unstubAllEnvs())
  const wrong = trigger(what, { set: [], unset: [], ...flags })
  await expect(wrong).rejects.toThrow(UsageError)
  await expect(wrong).rejects.toThrow(message)
})

interface Run {
  code: number | null
  stdout: string
  stderr: string
}

const hooklens = (args: string[], secrets: Record<string, string> = {}): Promise<Run> =>
  spawnHooklens(args, secrets).done

function spawnHooklens(args: string[], secrets: Record<string, string> = {}) {
  const { STACK_WEBHOOK_SECRET: _, HEXCLAVE_WEBHOOK_SECRET: __, ...env } = process.env
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'server/main.ts'), 'trigger', ...args],
    { cwd: root, env: { ...env, ...secrets }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const run: Run = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', (text) => {
    run.stdout += text
  })
  child.stderr.on('data', (text) => {
    run.stderr += text
  })
  const done = new Promise<Run>((ended) => child.on('close', (code) => ended({ ...run, code })))
  return { child, done }
}
