import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { causeCodes } from '../diagnosis.ts'
import { handlers } from './handlers.ts'
import { frameworks, type Recipe, recipesFor } from './index.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const allRecipes = [...new Set(causeCodes.flatMap(recipesFor))]
const distinct = [...new Map(allRecipes.map((recipe) => [recipe.code, recipe])).values()]
const folder = mkdtempSync(join(tmpdir(), 'hooklens-fixes-'))
const before = process.env['STACK_WEBHOOK_SECRET']

interface Sent {
  headers: Record<string, string>
  body: Buffer
}

/** How a module of each framework is given a request; each returns the reply's status. */
const runners: Partial<Record<Recipe['framework'], (module: any, sent: Sent) => Promise<number>>> = {
  nextjs: async ({ POST }, sent) => (await POST(requestOf(sent))).status,
  javascript: async ({ handle }, sent) => (await handle(requestOf(sent))).status,
  hono: async ({ app }, sent) => (await app.request(requestOf(sent))).status,
  express: ({ app }, sent) => overHttp(createServer(app as RequestListener), sent),
  'react-express': ({ app }, sent) => overHttp(createServer(app as RequestListener), sent),
  nestjs: async ({ StackController }, sent) => {
    const app = await NestFactory.create(moduleWith(StackController), { rawBody: true, logger: false })
    await app.init()
    return overHttp(createServer(app.getHttpAdapter().getInstance()), sent)
  },
  nodejs: ({ server }, sent) => overHttp(server, sent),
  lambda: async ({ handler }, { headers, body }) => {
    const plain = await handler({ headers, body: body.toString(), isBase64Encoded: false })
    const encoded = await handler({ headers, body: body.toString('base64'), isBase64Encoded: true })
    expect(encoded).toEqual(plain)
    return plain.statusCode
  },
}

beforeAll(() => {
  process.env['STACK_WEBHOOK_SECRET'] = secret
  writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions":{"experimentalDecorators":true}}')
  symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
})

afterAll(() => {
  if (before === undefined) delete process.env['STACK_WEBHOOK_SECRET']
  else process.env['STACK_WEBHOOK_SECRET'] = before
  rmSync(folder, { recursive: true, force: true })
})

describe('recipesFor', () => {
  it.each(causeCodes)('has for %s a recipe for every framework that Stack documents', (code) => {
    const covered = new Set(recipesFor(code).map(({ framework }) => framework))
    const missing = frameworks.slice(0, 8).filter(({ id }) => !covered.has(id) && !covered.has('any'))
    expect(missing).toEqual([])
  })

  it.each(causeCodes)('gives the recipes of %s titles that tell them apart', (code) => {
    const names = recipesFor(code).map(({ framework, title }) => `${framework}: ${title}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('keeps every recipe short', () => {
    const long = distinct.filter(({ code }) => code.split('\n').filter((line) => line.trim()).length > 15)
    expect(long.map(({ framework, title }) => `${framework}: ${title}`)).toEqual([])
  })

  it('keeps every line narrow enough for the pane that shows it', () => {
    const wide = distinct.flatMap(({ code }) => code.split('\n').filter((line) => line.length > 62))
    expect(wide).toEqual([])
  })

  it('never uses what verify() returns', () => {
    for (const { code } of distinct) expect(code).not.toMatch(/(?:=|return|await)\s+[\w.]*verify\(/)
  })
})

describe('the handlers in JavaScript', () => {
  const runnable = handlers.filter(({ framework }) => framework in runners)

  it('are run for every such framework', () => {
    const written = handlers.filter(({ language }) => language !== 'python').map(({ framework }) => framework)
    expect(written.filter((framework) => !(framework in runners))).toEqual([])
  })

  it.each(runnable)('$framework accepts a signed event, to the last byte', async (recipe) => {
    const body = '{ "type":"user.created",\n "data":{"name":"Zoë \\u00e9 😀"} }'
    expect(await send(recipe, signed(body))).toBe(204)
  })

  it.each(runnable)('$framework answers 400 to a body that was changed', async (recipe) => {
    expect(await send(recipe, { ...signed('{"a":1}'), body: Buffer.from('{"a":2}') })).toBe(400)
    expect(await send(recipe, { ...signed('{"a":1}'), body: Buffer.from('{"a": 1}') })).toBe(400)
  })

  it.each(runnable)(
    '$framework answers 400 to a request without signature and without body',
    async (recipe) => {
      expect(await send(recipe, { body: Buffer.from('{"a":1}'), headers: { host: 'localhost' } })).toBe(400)
      expect(await send(recipe, { ...signed('{"a":1}'), body: Buffer.alloc(0) })).toBe(400)
    },
  )
})

describe('the other recipes in JavaScript', () => {
  it('sign what a handler accepts', async () => {
    const { send: sendEvent } = await load(find('Sign and send (JavaScript)'))
    const reply = await receiving<Response>((url) => sendEvent(url, { type: 'stack.test', data: {} }))
    expect(reply.status).toBe(204)
  })

  it('make the same signature by hand as the library', async () => {
    const { signatureOf } = await load(find('The signature by hand (JavaScript)'))
    const { headers, body } = signed('{"a":1}')
    const made = signatureOf({ secret, id: headers['svix-id'], timestamp: headers['svix-timestamp'], body })
    expect(made).toBe(headers['svix-signature'])
  })

  it('pass a request on so that it still verifies', async () => {
    const { forward } = await load(find('Pass a request on unchanged (JavaScript)'))
    const { headers, body } = signed('{"a" : "é"}')
    const request = new Request('http://relay.example/', { method: 'POST', headers, body: bytesOf(body) })
    const reply = await receiving<Response>((url) => forward(request, url))
    expect(reply.status).toBe(204)
  })

  it('unpack a body that was compressed, within a limit, and leave others', async () => {
    const { unpacked } = await load(find('Unpack before you verify (JavaScript)'))
    expect(unpacked(gzipSync('{"a":1}')).toString()).toBe('{"a":1}')
    expect(unpacked(Buffer.from('{"a":1}')).toString()).toBe('{"a":1}')
    expect(() => unpacked(gzipSync(Buffer.alloc(2 * 1024 * 1024)))).toThrow()
  })

  it('decode the body that a gateway encoded', async () => {
    const { bodyOf } = await load(find('Decode what a gateway encoded (JavaScript)'))
    expect(bodyOf({ body: 'e30=', isBase64Encoded: true }).toString()).toBe('{}')
    expect(bodyOf({ body: '{"é":1}', isBase64Encoded: false }).toString()).toBe('{"é":1}')
  })

  it('copy a header once, and remove an old signature', async () => {
    const { copyHeaders } = await load(find('Set a header, do not append it'))
    const pairs = [
      ['svix-id', 'msg_1'],
      ['svix-id', 'msg_1'],
    ]
    expect(copyHeaders(pairs).get('svix-id')).toBe('msg_1')
    const { withoutSignature } = await load(
      find('Remove the old signature before you sign anew (JavaScript)'),
    )
    expect([...withoutSignature({ 'svix-id': '1', 'webhook-signature': '2', accept: '*/*' })]).toEqual([
      ['accept', '*/*'],
    ])
  })
})

describe('the recipes in Python', { timeout: 30_000 }, () => {
  const python = pythonCommand()
  if (!python) console.info('Python recipes are not checked: there is no python3 on this machine.')

  it.skipIf(!python)('are valid Python', () => {
    const files = distinct
      .filter(({ language }) => language === 'python')
      .map(({ code }, index) => {
        const file = join(folder, `recipe-${index}.py`)
        writeFileSync(file, code)
        return file
      })
    expect(files.length).toBeGreaterThan(3)
    execFileSync(python!, [
      '-c',
      'import ast, sys\nfor f in sys.argv[1:]: ast.parse(open(f).read(), f)',
      ...files,
    ])
  })

  it.skipIf(!python)('make the same signature by hand as the library', () => {
    const { headers, body } = signed('{"a":"é"}')
    const { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature } = headers
    const printed = runPython(
      find('The signature by hand (Python)'),
      'import sys\nsecret, message_id, timestamp, body = sys.argv[1:]\nprint(signature_of(secret, message_id, timestamp, body.encode()))',
      [secret, id!, timestamp!, body.toString()],
    )
    expect(printed.trim()).toBe(signature)
  })

  it.skipIf(!python)('decode, unpack within a limit, and remove an old signature', () => {
    runPython(
      find('Decode what a gateway encoded (Python)'),
      'assert body_of({"body": "e30=", "isBase64Encoded": True}) == b"{}"\nassert body_of({"body": None}) == b""',
    )
    runPython(
      find('Unpack before you verify (Python)'),
      'import gzip\nassert unpacked(gzip.compress(b"{}")) == b"{}"\nassert unpacked(b"{}") == b"{}"\nassert len(unpacked(gzip.compress(bytes(9000)), 10)) == 10',
    )
    runPython(
      find('Remove the old signature before you sign anew (Python)'),
      'assert without_signature({"Svix-Id": "1", "webhook-signature": "2", "accept": "*/*"}) == {"accept": "*/*"}',
    )
  })
})

function find(title: string): Recipe {
  const recipe = distinct.find((candidate) => candidate.title === title)
  if (!recipe) throw new Error(`No recipe is called ${title}`)
  return recipe
}

const loaded = new Map<string, Promise<any>>()

/** The recipe as a module, beside the real packages. */
function load({ code, language }: Recipe): Promise<any> {
  const file = join(folder, `recipe-${loaded.size}.${language === 'typescript' ? 'ts' : 'mjs'}`)
  const module = loaded.get(code) ?? writeAndImport(file, code)
  loaded.set(code, module)
  return module
}

/** What `@Module({ controllers: [controller] })` makes: tests are not compiled with decorators. */
function moduleWith(controller: unknown): new () => object {
  class AppModule {}
  Module({ controllers: [controller as never] })(AppModule)
  return AppModule
}

function writeAndImport(file: string, code: string): Promise<any> {
  writeFileSync(file, code)
  return import(/* @vite-ignore */ pathToFileURL(file).href)
}

async function send(recipe: Recipe, sent: Sent): Promise<number> {
  return runners[recipe.framework]!(await load(recipe), sent)
}

function signed(text: string): Sent {
  const now = new Date()
  return {
    body: Buffer.from(text),
    headers: {
      'content-type': 'application/json',
      'svix-id': 'msg_1',
      'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
      'svix-signature': new Webhook(secret).sign('msg_1', now, text),
    },
  }
}

function requestOf({ headers, body }: Sent): Request {
  return new Request('http://localhost/api/webhooks/stack', { method: 'POST', headers, body: bytesOf(body) })
}

function bytesOf(body: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(body)
}

async function overHttp(server: Server, sent: Sent): Promise<number> {
  return listening(server, async (url) => (await fetch(new Request(url, requestOf(sent)))).status)
}

/** Runs `act` against the handler of the Node.js recipe. */
async function receiving<T>(act: (url: string) => Promise<T>): Promise<T> {
  const { server } = await load(handlers.find(({ framework }) => framework === 'nodejs')!)
  return listening(server, act)
}

async function listening<T>(server: Server, act: (url: string) => Promise<T>): Promise<T> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/stack`)
  } finally {
    await new Promise((done) => {
      server.close(done)
      server.closeAllConnections()
    })
  }
}

function runPython({ code }: Recipe, more: string, args: string[] = []): string {
  return execFileSync('python3', ['-c', `${code}\n${more}`, ...args], { encoding: 'utf8' })
}

function pythonCommand(): string | null {
  try {
    execFileSync('python3', ['-c', 'import ast'])
    return 'python3'
  } catch {
    return null
  }
}
