import type { EventNames } from './event-names.ts'
import type { Handler, HandlerForm } from './handler.ts'
import { javascriptCore, javascriptImports } from './javascript/core.ts'
import type { Dialect } from './javascript/dialect.ts'
import { typescriptEvents } from './javascript/events.ts'
import { nodeVerifySignature } from './javascript/verify-signature.ts'

const dialect: Dialect = {
  isTyped: true,
  folder: './',
  extension: '',
  headers: 'Record<string, string>',
  body: 'Buffer',
  text: 'body.toString()',
  isAsync: false,
}
const folder = 'app/api/webhooks/stack'

/** A route of the app router. */
export function nextjsHandler(form: HandlerForm, names: EventNames): Handler {
  const route = `${javascriptImports(form, dialect)}

export async function POST(request: Request): Promise<Response> {
  // The bytes as they came, which the signature is over: not request.json().
  const body = Buffer.from(await request.arrayBuffer())
  const status = await receive(body, Object.fromEntries(request.headers))
  return new Response(null, { status })
}

${javascriptCore(form, names, dialect)}
`
  return {
    files: [
      { name: `${folder}/route.ts`, language: 'typescript', code: route },
      { name: `${folder}/stack-events.ts`, language: 'typescript', code: typescriptEvents(names) },
      ...(form === 'manual'
        ? [
            {
              name: `${folder}/verify-signature.ts`,
              language: 'typescript' as const,
              code: nodeVerifySignature(dialect),
            },
          ]
        : []),
    ],
    install: form === 'svix' ? 'npm install svix' : null,
    notes: [
      'Middleware must let the path through: a redirect to a sign-in page is a failure for the sender.',
      'With the pages router, switch bodyParser off and read the request as in Node.js.',
    ],
  }
}
