import type { Dialect } from './dialect.ts'

/** A file that verifies with what `node:crypto` has. */
export function nodeVerifySignature({ isTyped }: Dialect): string {
  return `import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERANCE_SECONDS = 5 * 60

/**
 * Whether \`body\` came from who knows the secret, at most five minutes ago.
${isTyped ? ' * @throws where the secret is none' : paramsOf('Uint8Array')}
 */
export function verifySignature(
  ${isTyped ? 'secret: string' : 'secret'},
  ${isTyped ? 'headers: Record<string, string | string[] | undefined>' : 'headers'},
  ${isTyped ? 'body: Uint8Array' : 'body'},
)${isTyped ? ': boolean' : ''} {
${reading(isTyped)}
  const signed = createHmac('sha256', keyOf(secret)).update(\`\${id}.\${timestamp}.\`).update(body)
  const expected = Buffer.from(\`v1,\${signed.digest('base64')}\`)
  // Several while a secret is being replaced; one that matches is enough.
  return signatures.split(' ').some((entry) => {
    const given = Buffer.from(entry)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

${
  isTyped
    ? `/** The secret is base64, behind a prefix that may be missing. */
function keyOf(secret: string): Buffer {`
    : `/**
 * The secret is base64, behind a prefix that may be missing.
 * @param {string} secret
 */
function keyOf(secret) {`
}
  const base64 = secret.replace(/^whsec_/, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new Error('STACK_WEBHOOK_SECRET is no signing secret')
  return Buffer.from(base64, 'base64')
}
`
}

/** A file that verifies with the Web Cryptography that every runtime has. */
export function webVerifySignature(): string {
  return `const TOLERANCE_SECONDS = 5 * 60

/**
 * Whether \`body\` came from who knows the secret, at most five minutes ago.
${paramsOf('Uint8Array<ArrayBuffer>')}
 */
export async function verifySignature(secret, headers, body) {
${reading(false)}
  const usage = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', keyOf(secret), usage, false, ['verify'])
  const head = new TextEncoder().encode(\`\${id}.\${timestamp}.\`)
  const content = new Uint8Array(head.length + body.length)
  content.set(head)
  content.set(body, head.length)
  // Several while a secret is being replaced; one that matches is enough. verify() takes the same time for each.
  for (const entry of signatures.split(' ')) {
    const given = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(entry)?.[1]
    if (given && (await crypto.subtle.verify('HMAC', key, bytesOf(given), content))) return true
  }
  return false
}

/**
 * The secret is base64, behind a prefix that may be missing.
 * @param {string} secret
 */
function keyOf(secret) {
  const base64 = secret.replace(/^whsec_/, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new Error('STACK_WEBHOOK_SECRET is no signing secret')
  return bytesOf(base64)
}

/** @param {string} base64 */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
`
}

function paramsOf(bytes: string): string {
  return ` * @param {string} secret
 * @param {Record<string, string | string[] | undefined>} headers by their names in lower case
 * @param {${bytes}} body as it came: not parsed, not made text
 * @throws where the secret is none`
}

function reading(isTyped: boolean): string {
  const name = isTyped ? 'name: string' : 'name'
  return `${isTyped ? '' : '  /** @param {string} name */\n'}  const header = (${name}) => String(headers[\`svix-\${name}\`] ?? headers[\`webhook-\${name}\`] ?? '')
  const id = header('id')
  const timestamp = header('timestamp')
  const signatures = header('signature')
  if (id === '' || !/^\\d{1,15}$/.test(timestamp)) return false
  const age = Math.floor(Date.now() / 1000) - Number(timestamp)
  if (Math.abs(age) > TOLERANCE_SECONDS) return false`
}
