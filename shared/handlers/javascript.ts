import type { EventNames } from './event-names.ts'
import { HANDLER_PATH, type Handler, type HandlerForm } from './handler.ts'
import { javascriptCore, javascriptImports } from './javascript/core.ts'
import type { Dialect } from './javascript/dialect.ts'
import { typescriptEvents } from './javascript/events.ts'
import { webVerifySignature } from './javascript/verify-signature.ts'

const common = {
  isTyped: false,
  folder: './',
  extension: '.js',
  headers: 'Record<string, string>',
} as const

/** The library takes a text; the manual verification takes bytes. */
const dialects: Record<HandlerForm, Dialect> = {
  svix: { ...common, body: 'string', text: 'body', isAsync: false },
  manual: {
    ...common,
    body: 'Uint8Array<ArrayBuffer>',
    text: 'new TextDecoder().decode(body)',
    isAsync: true,
  },
}
const reads: Record<HandlerForm, string> = {
  svix: 'await request.text()',
  manual: 'new Uint8Array(await request.arrayBuffer())',
}

/** A function from `Request` to `Response`, which every newer runtime can serve. */
export function javascriptHandler(form: HandlerForm, names: EventNames): Handler {
  const dialect = dialects[form]
  const imports = javascriptImports(form, dialect)
  const code = `${imports}

/** @param {Request} request */
export async function handle(request) {
  const { pathname } = new URL(request.url)
  if (pathname !== '${HANDLER_PATH}') return new Response(null, { status: 404 })
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
  // As it came, which the signature is over: not request.json().
  const body = ${reads[form]}
  const status = await receive(body, Object.fromEntries(request.headers))
  return new Response(null, { status })
}

// What Bun, Deno and Cloudflare Workers serve.
export default { fetch: handle }

${javascriptCore(form, names, dialect)}
`
  return {
    files: [
      { name: 'stack-webhook.js', language: 'javascript', code },
      { name: 'stack-events.d.ts', language: 'typescript', code: typescriptEvents(names) },
      ...(form === 'manual'
        ? [{ name: 'verify-signature.js', language: 'javascript' as const, code: webVerifySignature() }]
        : []),
    ],
    install: form === 'svix' ? 'npm install svix' : null,
    notes: [
      'For every runtime that gives a Request and takes a Response: Bun, Deno, Cloudflare Workers.',
      'Cloudflare Workers fill process.env with the flag nodejs_compat, from the compatibility date 2025-04-01 on.',
      'Where each request may meet another instance, keep the ids of messages in a table or a key-value store.',
    ],
  }
}
