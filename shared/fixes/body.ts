import type { CauseCode } from '../diagnosis.ts'
import { handlers, handlersFor } from './handlers.ts'
import type { Recipe } from './recipe.ts'
import { curlBytes, forwarding, signing } from './sending.ts'

const nginxBody: Recipe = {
  framework: 'nginx',
  title: 'Pass the body on',
  language: 'nginx',
  code: `location /api/webhooks/stack {
    proxy_pass http://127.0.0.1:3000;
    proxy_pass_request_body on;
    # no proxy_set_body, no njs or Lua that writes the body
}`,
  note: 'nginx does not change a body unless it is told to.',
}

const nginxRedirect: Recipe = {
  framework: 'nginx',
  title: 'Redirect without losing the body',
  language: 'nginx',
  code: `server {
    listen 80;
    location / {
        # 301 and 302 turn POST into GET
        return 308 https://$host$request_uri;
    }
}`,
  note: 'Svix does not follow redirects: give the sender the final https URL.',
}

const rawBody = handlersFor('Verify the bytes, before anything parses them')

const decodeBase64: Recipe[] = [
  ...handlers.filter(({ framework }) => framework === 'lambda'),
  {
    framework: 'any',
    title: 'Decode what a gateway encoded (JavaScript)',
    language: 'javascript',
    code: `export function bodyOf(request) {
  const encoding = request.isBase64Encoded ? 'base64' : 'utf8'
  return Buffer.from(request.body ?? '', encoding)
}`,
    note: 'API Gateway and load balancers say isBase64Encoded; give the result to verify().',
  },
  {
    framework: 'any',
    title: 'Decode what a gateway encoded (Python)',
    language: 'python',
    code: `import base64

def body_of(event: dict) -> bytes:
    body = event.get("body") or ""
    if event.get("isBase64Encoded"):
        return base64.b64decode(body)
    return body.encode()`,
    note: 'API Gateway and load balancers say isBase64Encoded; give the result to verify().',
  },
]

const unpack: Recipe[] = [
  {
    framework: 'any',
    title: 'Unpack before you verify (JavaScript)',
    language: 'javascript',
    code: `import { gunzipSync } from 'node:zlib'

export function unpacked(raw) {
  const gzipped = raw[0] === 0x1f && raw[1] === 0x8b
  const limit = { maxOutputLength: 1024 * 1024 }
  return gzipped ? gunzipSync(raw, limit) : raw
}`,
    note: 'express.raw() unpacks by itself where the request has content-encoding: gzip.',
  },
  {
    framework: 'any',
    title: 'Unpack before you verify (Python)',
    language: 'python',
    code: `import zlib

def unpacked(raw: bytes, limit: int = 1024 * 1024) -> bytes:
    if not raw.startswith(b"\\x1f\\x8b"):
        return raw
    return zlib.decompressobj(31).decompress(raw, limit)`,
    note: 'The limit keeps a small request from becoming a huge one.',
  },
]

const utf8Note = 'text() reads UTF-8 whatever charset the request names, and drops a byte order mark.'

export const bodyRecipes = {
  body_reserialized: [...rawBody, nginxBody, ...forwarding],
  body_newlines: [curlBytes, ...rawBody, gitAttributes(), ...forwarding],
  body_bom: [
    ...handlersFor('Keep the body as bytes', { javascript: utf8Note }),
    {
      framework: 'any',
      title: 'Write a file without byte order mark (PowerShell)',
      language: 'powershell',
      code: `$utf8 = New-Object System.Text.UTF8Encoding $false
$file = "$PWD/event.json"
[System.IO.File]::WriteAllText($file, $json, $utf8)`,
      note: 'Out-File and Set-Content of Windows PowerShell 5 add one with -Encoding UTF8.',
    },
  ],
  body_whitespace: [curlBytes, ...rawBody, ...forwarding],
  body_base64: decodeBase64,
  body_compressed: unpack,
  body_charset: [...handlersFor('Keep the body as bytes', { javascript: utf8Note }), ...forwarding],
  body_double_encoded: forwarding,
  body_form_encoded: [curlBytes, ...forwarding],
  body_empty: [...handlersFor('Read the body once, as bytes'), nginxRedirect, ...forwarding, ...signing],
} satisfies Partial<Record<CauseCode, Recipe[]>>

function gitAttributes(): Recipe {
  return {
    framework: 'any',
    title: 'Keep git from changing line ends of fixtures',
    language: 'gitattributes',
    code: 'fixtures/*.json -text',
    note: 'In .gitattributes; then git add --renormalize .',
  }
}
