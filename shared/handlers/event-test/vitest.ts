import { type CodeFile, HANDLER_PATH } from '../handler.ts'
import { stringLiteral } from '../shape/typescript.ts'
import type { Fixture } from './fixture.ts'
import type { TestCall, TestedEvent } from './index.ts'

/** Only in tests: whoever knows it could sign. */
const testSecret = 'whsec_dGVzdHMgc2lnbiB3aXRoIHRoaXMga2V5'

interface Caller {
  folder: string
  import: string
  /** Makes a `Response` of `request`. */
  call: string
}

const callers: Partial<Record<TestCall, Caller>> = {
  nextjs: {
    folder: 'app/api/webhooks/stack/',
    import: "import { POST } from './route'",
    call: 'POST(request)',
  },
  javascript: {
    folder: '',
    import: "import { handle } from './stack-webhook.js'",
    call: 'handle(request)',
  },
}

export function vitestFile({ type, contentType }: TestedEvent, fixture: Fixture, call: TestCall): CodeFile {
  const caller = callers[call] ?? null
  const called = type ?? 'the event'
  const code = `import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test${caller ? ', vi' : ''} } from 'vitest'
${caller ? `${caller.import}\n` : ''}
${caller ? functionSetting : httpSetting}
const file = join(import.meta.dirname, ${stringLiteral(fixture.file.name)})
const body = ${fixture.isBase64 ? "Buffer.from(readFileSync(file, 'utf8'), 'base64')" : 'readFileSync(file)'}

test(${stringLiteral(`${called} is accepted`)}, async () => {
  expect(String(await send(body, body))).toMatch(/^2\\d\\d$/)
})

test(${stringLiteral(`${called} is refused where the body is not the one that was signed`)}, async () => {
  expect(await send(body, Buffer.concat([body, Buffer.from(' ')]))).toBe(400)
})

/** The status of the answer to \`sent\`, signed now, as if it were \`signed\`, for a new message. */
async function send(signed: Buffer, sent: Buffer): Promise<number> {
  const id = \`msg_\${randomUUID()}\`
  const timestamp = String(Math.floor(Date.now() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const hmac = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(signed)
  const request = new Request(url, {
    method: 'POST',
    headers: {
      'content-type': ${stringLiteral(contentType ?? 'application/json')},
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': \`v1,\${hmac.digest('base64')}\`,
    },
    body: new Uint8Array(sent),
    // For the sender a redirect is a failure.
    redirect: 'manual',
  })
  const response = await ${caller?.call ?? 'fetch(request)'}
  return response.status
}
`
  const name = caller === null ? `${fixture.name}.test.ts` : `${caller.folder}${fixture.name}.test.ts`
  return { name, language: 'typescript', code }
}

const httpSetting = `// The handler runs, with the same secret in its environment.
const secret = process.env.STACK_WEBHOOK_SECRET || process.env.HEXCLAVE_WEBHOOK_SECRET || ''
if (secret === '') throw new Error('Set STACK_WEBHOOK_SECRET to the secret of the handler.')
const url = process.env.HANDLER_URL || 'http://127.0.0.1:3000${HANDLER_PATH}'`

const functionSetting = `// Before the handler is imported, which may read it at once.
const secret = vi.hoisted(() => {
  process.env.STACK_WEBHOOK_SECRET ||= '${testSecret}'
  return process.env.STACK_WEBHOOK_SECRET
})
const url = 'http://localhost${HANDLER_PATH}'`
