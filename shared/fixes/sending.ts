import type { Recipe } from './recipe.ts'

/** For what stands between the sender and the handler: the same bytes, the same headers. */
export const forwarding: Recipe[] = [
  {
    framework: 'any',
    title: 'Pass a request on unchanged (JavaScript)',
    language: 'javascript',
    code: `const ofTheConnection = [
  'host', 'connection', 'content-length', 'transfer-encoding',
]

export async function forward(request, target) {
  const headers = new Headers(request.headers)
  for (const name of ofTheConnection) headers.delete(name)
  // bytes: not parsed, not stringified
  const body = await request.arrayBuffer()
  const reply = await fetch(target, {
    method: 'POST', headers, body, redirect: 'manual',
  })
  return new Response(null, { status: reply.status })
}`,
    note: 'For a relay, a tunnel or a function of your own between the sender and the handler.',
  },
  {
    framework: 'any',
    title: 'Pass a request on unchanged (Python)',
    language: 'python',
    code: `import requests

PASSED_ON = (
    "content-type",
    "svix-id", "svix-timestamp", "svix-signature",
)

def forward(body: bytes, headers, target: str) -> int:
    kept = {name: headers[name] for name in PASSED_ON}
    # data=, not json=: json= writes the body anew
    reply = requests.post(
        target, data=body, headers=kept,
        timeout=15, allow_redirects=False,
    )
    return reply.status_code`,
    note: 'For a relay, a tunnel or a function of your own between the sender and the handler.',
  },
]

/** A saved request, sent with curl. */
export const curlBytes: Recipe = {
  framework: 'any',
  title: 'Send a saved body with curl',
  language: 'bash',
  code: `curl "$URL" \\
  -H 'content-type: application/json' \\
  -H "svix-id: $ID" -H "svix-timestamp: $TIMESTAMP" \\
  -H "svix-signature: $SIGNATURE" \\
  --data-binary @event.json`,
  note: 'Only --data-binary sends a file as it is: -d drops line ends and --data-urlencode encodes.',
}

/** For what makes signatures itself: a test, a relay that signs anew, another sender. */
export const signing: Recipe[] = [
  {
    framework: 'any',
    title: 'Sign and send (JavaScript)',
    language: 'javascript',
    code: `import { Webhook } from 'svix'

export async function send(url, event) {
  const id = \`msg_\${crypto.randomUUID()}\`
  const now = new Date()
  // once: what is signed is what is sent
  const body = JSON.stringify(event)
  const secret = process.env.STACK_WEBHOOK_SECRET
  const headers = {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': String(Math.floor(now / 1000)),
    'svix-signature': new Webhook(secret).sign(id, now, body),
  }
  return fetch(url, { method: 'POST', headers, body })
}`,
    note: null,
  },
  {
    framework: 'any',
    title: 'Sign and send (Python)',
    language: 'python',
    code: `import json, os, requests, uuid
from datetime import datetime, timezone
from svix.webhooks import Webhook

def send(url: str, event: dict) -> int:
    id = f"msg_{uuid.uuid4().hex}"
    now = datetime.now(timezone.utc)
    body = json.dumps(event)  # once: what is signed is sent
    webhook = Webhook(os.environ["STACK_WEBHOOK_SECRET"])
    headers = {
        "content-type": "application/json", "svix-id": id,
        "svix-timestamp": str(int(now.timestamp())),
        "svix-signature": webhook.sign(id, now, body),
    }
    sent = {"data": body.encode(), "headers": headers}
    return requests.post(url, **sent, timeout=15).status_code`,
    note: null,
  },
]

/** The signature made by hand, where the library cannot be used. */
export const signingByHand: Recipe[] = [
  {
    framework: 'any',
    title: 'The signature by hand (JavaScript)',
    language: 'javascript',
    code: `import { createHmac } from 'node:crypto'

export function signatureOf({ secret, id, timestamp, body }) {
  const base64 = secret.replace(/^whsec_/, '')
  const key = Buffer.from(base64, 'base64') // not its text
  const hmac = createHmac('sha256', key)
  hmac.update(\`\${id}.\${timestamp}.\`).update(body)
  return \`v1,\${hmac.digest('base64')}\`
}`,
    note: 'The timestamp is in unix seconds: String(Math.floor(Date.now() / 1000)).',
  },
  {
    framework: 'any',
    title: 'The signature by hand (Python)',
    language: 'python',
    code: `import base64, hashlib, hmac

def signature_of(
    secret: str, message_id: str, timestamp: str, body: bytes
) -> str:
    # decoded, not its text
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(key, content, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()`,
    note: 'The timestamp is in unix seconds: str(int(time.time())).',
  },
]
