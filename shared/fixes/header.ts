import type { CauseCode } from '../diagnosis.ts'
import { handlersFor } from './handlers.ts'
import type { Recipe } from './recipe.ts'
import { forwarding } from './sending.ts'

const nginxHeaders: Recipe = {
  framework: 'nginx',
  title: 'Pass the headers on',
  language: 'nginx',
  code: `location /api/webhooks/stack {
    proxy_pass http://127.0.0.1:3000;
    proxy_pass_request_headers on;
    proxy_set_header Host $host;
    # no proxy_set_header for svix-* and webhook-*
}`,
  note: 'nginx drops names with an underscore: svix-id, not svix_id.',
}

const allHeaders = handlersFor('Give verify() all three headers', {
  django: 'Take request.headers, not request.META, where the name is HTTP_SVIX_ID.',
  express: 'Take req.headers whole. Their names are in lower case there.',
  'react-express': 'Take req.headers whole. Their names are in lower case there.',
  lambda: 'A REST API keeps the case of names and a HTTP API lowers it; the library reads both.',
})

const removeOldSet: Recipe[] = [
  {
    framework: 'any',
    title: 'Remove the old signature before you sign anew (JavaScript)',
    language: 'javascript',
    code: `export function withoutSignature(incoming) {
  const headers = new Headers(incoming)
  for (const part of ['id', 'timestamp', 'signature']) {
    headers.delete(\`svix-\${part}\`)
    headers.delete(\`webhook-\${part}\`)
  }
  return headers
}`,
    note: 'For a relay that signs with a secret of its own.',
  },
  {
    framework: 'any',
    title: 'Remove the old signature before you sign anew (Python)',
    language: 'python',
    code: `PARTS = ("id", "timestamp", "signature")
REMOVED = {f"svix-{part}" for part in PARTS}
REMOVED |= {f"webhook-{part}" for part in PARTS}

def without_signature(headers) -> dict:
    return {
        name: value
        for name, value in headers.items()
        if name.lower() not in REMOVED
    }`,
    note: 'For a relay that signs with a secret of its own.',
  },
]

const setNotAppend: Recipe = {
  framework: 'any',
  title: 'Set a header, do not append it',
  language: 'javascript',
  code: `export function copyHeaders(incoming) {
  const headers = new Headers()
  // append() would join both by comma
  for (const [name, value] of incoming) {
    headers.set(name, value)
  }
  return headers
}`,
  note: 'Look at each hop that copies headers: a proxy, a middleware, a relay.',
}

export const headerRecipes = {
  header_missing: [...allHeaders, nginxHeaders, ...forwarding],
  header_duplicated: [setNotAppend, nginxHeaders, ...forwarding],
  header_mixed_sets: removeOldSet,
  id_altered: [...forwarding, nginxHeaders],
} satisfies Partial<Record<CauseCode, Recipe[]>>
