import type { EventNames } from './event-names.ts'
import { type CodeFile, HANDLER_PATH, type Handler, type HandlerForm } from './handler.ts'
import { javascriptCore, javascriptImports } from './javascript/core.ts'
import type { Dialect } from './javascript/dialect.ts'
import { typescriptEvents } from './javascript/events.ts'
import { nodeVerifySignature } from './javascript/verify-signature.ts'

export const nodeDialect: Dialect = {
  isTyped: false,
  folder: './',
  extension: '.js',
  headers: "import('node:http').IncomingHttpHeaders",
  body: 'Buffer',
  text: 'body.toString()',
  isAsync: false,
}

export const moduleNote = 'The files are ES modules: package.json says "type": "module".'

const server = `import express from 'express'
import { stackWebhook } from './stack-webhook.js'

const app = express()

// Before express.json(), which would parse the body and drop its bytes.
app.use(stackWebhook)
app.use(express.json())

export const server = app.listen(process.env.PORT ?? 3000)
`

/** A router, and the server that uses it. */
export function expressHandler(form: HandlerForm, names: EventNames): Handler {
  return withServer(form, names, server, [
    'In an app of yours, app.use(stackWebhook) stands before express.json().',
    moduleNote,
  ])
}

/** The same router for another server. */
export function withServer(form: HandlerForm, names: EventNames, server: string, notes: string[]): Handler {
  const router = `import express from 'express'
${javascriptImports(form, nodeDialect)}

export const stackWebhook = express.Router()

// The bytes as they came, whatever content type they have: the signature is over them.
const raw = express.raw({ type: () => true, limit: '1mb' })

stackWebhook.post('${HANDLER_PATH}', raw, async (req, res) => {
  // Without a body there are no bytes.
  const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
  res.status(await receive(body, req.headers)).end()
})

${javascriptCore(form, names, nodeDialect)}
`
  return {
    files: [
      { name: 'stack-webhook.js', language: 'javascript', code: router },
      ...nodeFiles(form, names),
      { name: 'server.js', language: 'javascript', code: server },
    ],
    install: form === 'svix' ? 'npm install express svix' : 'npm install express',
    notes,
  }
}

/** What stands beside a handler in Node.js. */
export function nodeFiles(form: HandlerForm, names: EventNames): CodeFile[] {
  return [
    { name: 'stack-events.d.ts', language: 'typescript', code: typescriptEvents(names) },
    ...(form === 'manual'
      ? [
          {
            name: 'verify-signature.js',
            language: 'javascript' as const,
            code: nodeVerifySignature(nodeDialect),
          },
        ]
      : []),
  ]
}
