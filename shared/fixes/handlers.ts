import type { Recipe } from './recipe.ts'

const title = 'Verify the raw body'

/** A handler in each framework that verifies the bytes as they came and answers a bad signature with 400. */
export const handlers: Recipe[] = [
  {
    framework: 'nextjs',
    title,
    language: 'typescript',
    code: `// app/api/webhooks/stack/route.ts
import { Webhook } from 'svix'

export async function POST(request: Request) {
  const secret = process.env.STACK_WEBHOOK_SECRET!
  // not request.json()
  const body = Buffer.from(await request.arrayBuffer())
  try {
    const headers = Object.fromEntries(request.headers)
    new Webhook(secret).verify(body, headers)
  } catch {
    return new Response('bad signature', { status: 400 })
  }
  const event = JSON.parse(body.toString())
  return new Response(null, { status: 204 })
}`,
    note: 'In the pages router, export const config = { api: { bodyParser: false } } and read the request as in Node.js.',
  },
  {
    framework: 'react-express',
    title,
    language: 'javascript',
    code: `import express from 'express'
import { Webhook } from 'svix'

const webhook = new Webhook(process.env.STACK_WEBHOOK_SECRET)
const raw = express.raw({ type: () => true, limit: '1mb' })
export const app = express()

app.post('/api/webhooks/stack', raw, (req, res) => {
  try {
    webhook.verify(req.body, req.headers)
  } catch {
    return res.status(400).send('bad signature')
  }
  const event = JSON.parse(req.body)
  res.sendStatus(204)
})
app.use(express.json(), express.static('dist')) // behind it`,
    note: 'Verify in the Express server: the secret must not reach the React bundle. The route stands before express.json() and before the route that answers with index.html.',
  },
  {
    framework: 'express',
    title,
    language: 'javascript',
    code: `import express from 'express'
import { Webhook } from 'svix'

const webhook = new Webhook(process.env.STACK_WEBHOOK_SECRET)
const raw = express.raw({ type: () => true, limit: '1mb' })
export const app = express()

app.post('/api/webhooks/stack', raw, (req, res) => {
  try {
    webhook.verify(req.body, req.headers)
  } catch {
    return res.status(400).send('bad signature')
  }
  const event = JSON.parse(req.body)
  res.sendStatus(204)
})
app.use(express.json()) // after the webhook`,
    note: 'The route stands before express.json(), which would parse the body and drop its bytes.',
  },
  {
    framework: 'nodejs',
    title,
    language: 'javascript',
    code: `import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { Webhook } from 'svix'

const webhook = new Webhook(process.env.STACK_WEBHOOK_SECRET)

export const server = createServer(async (req, res) => {
  try {
    // bytes, not text put together from chunks
    const body = await buffer(req)
    webhook.verify(body, req.headers)
    const event = JSON.parse(body)
    res.writeHead(204).end()
  } catch {
    res.writeHead(400).end('bad signature')
  }
})`,
    note: 'Work on the event after the reply, or in a try of its own: only a bad signature is a 400.',
  },
  {
    framework: 'javascript',
    title,
    language: 'javascript',
    code: `import { Webhook } from 'svix'

export async function handle(request) {
  const secret = process.env.STACK_WEBHOOK_SECRET
  const body = await request.text() // not request.json()
  try {
    const headers = Object.fromEntries(request.headers)
    new Webhook(secret).verify(body, headers)
  } catch {
    return new Response('bad signature', { status: 400 })
  }
  const event = JSON.parse(body)
  return new Response(null, { status: 204 })
}`,
    note: 'For every runtime that gives a Request and takes a Response: Deno, Bun, Cloudflare Workers.',
  },
  {
    framework: 'django',
    title,
    language: 'python',
    code: `import json
import os
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from svix.webhooks import Webhook, WebhookVerificationError

webhook = Webhook(os.environ["STACK_WEBHOOK_SECRET"])

@csrf_exempt
def stack_webhook(request):
    try:
        webhook.verify(request.body, dict(request.headers))
    except (WebhookVerificationError, ValueError):
        return HttpResponse("bad signature", status=400)
    event = json.loads(request.body)
    return HttpResponse(status=204)`,
    note: 'In Django REST framework read request.body before request.data.',
  },
  {
    framework: 'fastapi',
    title,
    language: 'python',
    code: `import json
import os
from fastapi import FastAPI, HTTPException, Request
from svix.webhooks import Webhook, WebhookVerificationError

app = FastAPI()
webhook = Webhook(os.environ["STACK_WEBHOOK_SECRET"])

@app.post("/api/webhooks/stack", status_code=204)
async def stack_webhook(request: Request) -> None:
    body = await request.body()  # not a Pydantic model
    try:
        webhook.verify(body, dict(request.headers))
    except (WebhookVerificationError, ValueError):
        raise HTTPException(400, "bad signature")
    event = json.loads(body)`,
    note: null,
  },
  {
    framework: 'flask',
    title,
    language: 'python',
    code: `import json
import os
from flask import Flask, request
from svix.webhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
webhook = Webhook(os.environ["STACK_WEBHOOK_SECRET"])

@app.post("/api/webhooks/stack")
def stack_webhook():
    body = request.get_data()  # not request.json
    try:
        webhook.verify(body, dict(request.headers))
    except (WebhookVerificationError, ValueError):
        return "bad signature", 400
    event = json.loads(body)
    return "", 204`,
    note: null,
  },
  {
    framework: 'nestjs',
    title,
    language: 'typescript',
    code: `// main.ts: NestFactory.create(AppModule, { rawBody: true })
import * as nest from '@nestjs/common'
import { Webhook } from 'svix'

@nest.Controller('api/webhooks')
export class StackController {
  @nest.Post('stack') @nest.HttpCode(204)
  receive(@nest.Req() { rawBody, headers }: any) {
    const secret = process.env.STACK_WEBHOOK_SECRET!
    try {
      new Webhook(secret).verify(rawBody, headers)
    } catch {
      throw new nest.BadRequestException('bad signature')
    }
  }
}`,
    note: 'rawBody: true keeps the bytes beside the parsed body.',
  },
  {
    framework: 'hono',
    title,
    language: 'typescript',
    code: `import { Hono } from 'hono'
import { Webhook } from 'svix'

export const app = new Hono()

app.post('/api/webhooks/stack', async (c) => {
  const secret = process.env.STACK_WEBHOOK_SECRET!
  // not c.req.json()
  const body = Buffer.from(await c.req.arrayBuffer())
  try {
    new Webhook(secret).verify(body, c.req.header())
  } catch {
    return c.text('bad signature', 400)
  }
  const event = JSON.parse(body.toString())
  return c.body(null, 204)
})`,
    note: 'On Cloudflare Workers read the secret from c.env, and the body with await c.req.text().',
  },
  {
    framework: 'lambda',
    title,
    language: 'javascript',
    code: `import { Webhook } from 'svix'

const webhook = new Webhook(process.env.STACK_WEBHOOK_SECRET)

export async function handler(request) {
  const encoding = request.isBase64Encoded ? 'base64' : 'utf8'
  const body = Buffer.from(request.body ?? '', encoding)
  try {
    webhook.verify(body, request.headers)
  } catch {
    return { statusCode: 400, body: 'bad signature' }
  }
  const event = JSON.parse(body)
  return { statusCode: 204 }
}`,
    note: 'API Gateway: use the proxy integration. A mapping template writes the body anew.',
  },
]

/** The handlers with a title, and for some frameworks a note, of the cause at hand. */
export function handlersFor(
  title: string,
  notes: Partial<Record<Recipe['framework'], string>> = {},
): Recipe[] {
  return handlers.map((recipe) => ({ ...recipe, title, note: notes[recipe.framework] ?? recipe.note }))
}
