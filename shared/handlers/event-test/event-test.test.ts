import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonCommand } from '../../../server/testing/python.ts'
import { startJavascript } from '../../../server/testing/written-handlers/javascript.ts'
import { save, shapeOf } from '../../../server/testing/written-handlers/written.ts'
import { type HandlerFramework, handlerCode } from '../index.ts'
import { eventTest, type TestCall, type TestedEvent } from './index.ts'

const modules = resolve(import.meta.dirname, '../../../node_modules')
const folder = mkdtempSync(join(tmpdir(), 'hooklens-event-test-'))
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const pretty = '{ "type":"user.created",\n\t"data":{"display_name":"Zoë \\u00e9 😀"} }\n'
const events: Record<string, TestedEvent> = {
  text: tested('user.created', Buffer.from(pretty)),
  lineEnds: tested('team.deleted', Buffer.from('{\r\n"type":"team.deleted","data":{}}')),
  odd: tested('it\'s "odd"\\\n"""', Buffer.from('{"type":"x","data":{}}')),
  untyped: tested(null, Buffer.from('{"data":1}')),
}
const before = process.env['STACK_WEBHOOK_SECRET']
/** A handler that verifies nothing. */
let careless: Server

beforeAll(async () => {
  symlinkSync(modules, join(folder, 'node_modules'))
  process.env['STACK_WEBHOOK_SECRET'] = secret
  careless = createServer((_, response) => response.writeHead(204).end())
  await new Promise<void>((done) => careless.listen(0, '127.0.0.1', done))
})

afterAll(() => {
  careless.close()
  if (before === undefined) delete process.env['STACK_WEBHOOK_SECRET']
  else process.env['STACK_WEBHOOK_SECRET'] = before
  rmSync(folder, { recursive: true, force: true })
})

describe('the fixture of an event', () => {
  it.each(Object.entries(events))('has its bytes: %s', (_, event) => {
    const fixture = eventTest(event, 'vitest', 'http').at(-1)!
    const encoding = fixture.name.endsWith('.base64') ? 'base64' : 'utf8'
    expect(Buffer.from(fixture.code, encoding)).toEqual(Buffer.from(event.body.text, event.body.encoding))
  })

  it('is JSON as it came where a file of text keeps it, else base64', () => {
    const nameOf = (body: Buffer) => eventTest(tested('user.created', body), 'pytest', 'http')[1]?.name
    expect(nameOf(Buffer.from(pretty))).toBe('fixtures/user_created.json')
    expect(nameOf(Buffer.from('{}\r\n'))).toBe('fixtures/user_created.base64')
    expect(nameOf(Buffer.from('\ufeff{}'))).toBe('fixtures/user_created.base64')
    expect(nameOf(Buffer.from([0x7b, 0xff]))).toBe('fixtures/user_created.base64')
  })

  it('is called by the words of its type alone', () => {
    const names = eventTest(tested('../../etc/pass wd', Buffer.from('{}')), 'vitest', 'http')
    expect(names.map(({ name }) => name)).toEqual(['etc-pass-wd.test.ts', 'fixtures/etc-pass-wd.json'])
  })
})

describe('the test in vitest', () => {
  it('passes with a handler that verifies, over HTTP and as a function', async () => {
    const place = join(folder, 'passes')
    const kinds = ['nextjs', 'javascript'] as const
    for (const kind of kinds) {
      const handler = handlerCode({ framework: kind, form: 'manual', types: ['user.created'], shapeOf })
      save(join(place, kind), handler, null)
      saveTests(join(place, kind), 'vitest', kind)
    }
    saveTests(join(place, 'http'), 'vitest', 'http')
    const express = await startExpress('express')
    const { code, output } = await runVitest(place, express.url)
    await express.close()
    expect(output).toContain('user.created is accepted')
    expect(output).toContain(`Tests  ${2 * 3 * Object.keys(events).length} passed`)
    expect(code).toBe(0)
  })

  it('fails with a handler that verifies nothing', async () => {
    const place = join(folder, 'fails')
    saveTests(place, 'vitest', 'http')
    const { code, output } = await runVitest(place, carelessUrl())
    expect(output).toMatch(/× .*user\.created is refused where the body is not the one that was signed/)
    expect(output).toMatch(/✓ .*user\.created is accepted/)
    expect(code).toBe(1)
  })
})

describe('the test in pytest', () => {
  const python = pythonCommand()
  if (python === null) console.info('Tests in pytest are not run: there is no Python of at least 3.11.')

  it.skipIf(python === null)('passes with a handler that verifies, over HTTP', async () => {
    const place = join(folder, 'python-http')
    saveTests(place, 'pytest', 'http')
    const express = await startExpress('express-for-python')
    const output = await runPython(python!, place, express.url)
    await express.close()
    expect(output).toContain('passed test_user_created_is_accepted')
    expect(output).toContain('passed test_event_is_refused_where')
    expect(output).not.toContain('failed')
  })

  it.skipIf(python === null)('fails with a handler that verifies nothing', async () => {
    const place = join(folder, 'python-careless')
    saveTests(place, 'pytest', 'http')
    const output = await runPython(python!, place, carelessUrl())
    expect(output).toContain('passed test_user_created_is_accepted')
    expect(output).toContain('failed test_user_created_is_refused_where')
  })

  it.each(['django', 'fastapi', 'flask'] as const)('calls %s without a server', async (framework) => {
    const needs = framework === 'fastapi' ? ['fastapi', 'httpx'] : [framework]
    const withFramework = pythonCommand(needs)
    if (withFramework === null) {
      console.info(
        `The test in pytest for ${framework} is read only: no Python here has ${needs.join(' and ')}.`,
      )
    }
    const place = join(folder, `python-${framework}`)
    save(place, handlerCode({ framework, form: 'manual', types: ['user.created'], shapeOf }), null)
    const files = saveTests(place, 'pytest', framework)
    if (withFramework !== null) {
      const output = await runPython(withFramework, place, '')
      expect(output).toContain('passed test_user_created_is_accepted')
      expect(output).toContain('passed test_user_created_is_refused_where')
      expect(output).not.toContain('failed')
    } else if (python !== null) {
      const read = 'import ast, sys\nfor name in sys.argv[1:]: ast.parse(open(name).read())'
      execFileSync(python, ['-c', read, ...files])
    }
  })
})

function tested(type: string | null, body: Buffer): TestedEvent {
  const isText = Buffer.from(body.toString()).equals(body)
  const encoding = isText ? 'utf8' : 'base64'
  return { type, contentType: 'application/json', body: { encoding, text: body.toString(encoding) } }
}

/** @returns the files with tests */
function saveTests(place: string, runner: 'vitest' | 'pytest', call: TestCall): string[] {
  return Object.values(events).map((event) => {
    const [test, fixture] = eventTest(event, runner, call)
    save(place, { files: [test!], install: null, notes: [] }, null)
    const beside = join(place, test!.name, '..', fixture!.name)
    mkdirSync(join(beside, '..'), { recursive: true })
    writeFileSync(beside, fixture!.code)
    expect(readFileSync(beside, 'utf8')).toBe(fixture!.code)
    return join(place, test!.name)
  })
}

function startExpress(name: string) {
  const framework: HandlerFramework = 'express'
  mkdirSync(join(folder, name), { recursive: true })
  const handler = handlerCode({ framework, form: 'manual', types: ['user.created'], shapeOf })
  return startJavascript(join(folder, name), framework, handler)
}

function carelessUrl(): string {
  return `http://127.0.0.1:${(careless.address() as AddressInfo).port}/api/webhooks/stack`
}

async function runVitest(root: string, url: string): Promise<{ code: number | null; output: string }> {
  const env = { ...process.env, HANDLER_URL: url, NO_COLOR: '1', FORCE_COLOR: undefined, VITEST: undefined }
  const command = [
    join(modules, 'vitest/vitest.mjs'),
    'run',
    '--root',
    root,
    '--reporter=verbose',
    '--pool=threads',
    '--no-isolate',
  ]
  return run(process.execPath, command, root, env)
}

/** As pytest runs them: each function whose name begins with `test_`. */
async function runPython(python: string, place: string, url: string): Promise<string> {
  const code = `import glob, importlib, sys
sys.path.insert(0, "")
try:
    from django.conf import settings
    settings.configure(ROOT_URLCONF="stack_webhook.urls", ALLOWED_HOSTS=["*"], SECRET_KEY="test")
    import django
    django.setup()
except ImportError:
    pass
for file in sorted(glob.glob("test_*.py")):
    module = importlib.import_module(file[:-3])
    for name, test in list(vars(module).items()):
        if name.startswith("test_"):
            try:
                test()
                print("passed", name)
            except AssertionError:
                print("failed", name)`
  const env = { ...process.env, ...(url === '' ? {} : { HANDLER_URL: url }), PYTHONDONTWRITEBYTECODE: '1' }
  const { code: exit, output } = await run(python, ['-c', code], place, env)
  expect(exit, output).toBe(0)
  return output
}

async function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, output: out + err }
}
