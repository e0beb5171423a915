import type { EventNames } from './event-names.ts'
import { moduleNote, nodeDialect, nodeFiles } from './express.ts'
import { HANDLER_PATH, type Handler, type HandlerForm } from './handler.ts'
import { javascriptCore, javascriptImports } from './javascript/core.ts'

/** A server of Node.js alone. */
export function nodejsHandler(form: HandlerForm, names: EventNames): Handler {
  const code = `import { createServer } from 'node:http'
${javascriptImports(form, nodeDialect)}

const MAX_BYTES = 1024 * 1024

export const server = createServer(async (req, res) => {
  const { pathname } = new URL(req.url ?? '/', 'http://localhost')
  if (pathname !== '${HANDLER_PATH}') return void res.writeHead(404).end()
  if (req.method !== 'POST') return void res.writeHead(405, { allow: 'POST' }).end()
  try {
    const body = await readBody(req)
    if (body === null) return void res.writeHead(413, { connection: 'close' }).end()
    res.writeHead(await receive(body, req.headers)).end()
  } catch {
    // The connection broke off.
    res.destroy()
  }
})

server.listen(process.env.PORT ?? 3000)

/**
 * The bytes as they came, which the signature is over; null: too many.
 * @param {import('node:http').IncomingMessage} req
 */
async function readBody(req) {
  const chunks = []
  let size = 0
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > MAX_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

${javascriptCore(form, names, nodeDialect)}
`
  return {
    files: [{ name: 'stack-webhook.js', language: 'javascript', code }, ...nodeFiles(form, names)],
    install: form === 'svix' ? 'npm install svix' : null,
    notes: [moduleNote],
  }
}
