import type { EventNames } from '../event-names.ts'
import type { HandlerForm } from '../handler.ts'
import { stringLiteral } from '../shape/typescript.ts'
import type { Dialect } from './dialect.ts'

/** What stands above the code of a framework: imports that do not depend on it. */
export function javascriptImports(form: HandlerForm, { isTyped, folder, extension }: Dialect): string {
  return [
    ...(form === 'svix' ? ["import { Webhook } from 'svix'"] : []),
    ...(isTyped ? [`import type { StackEvent } from '${folder}stack-events${extension}'`] : []),
    ...(form === 'manual' ? [`import { verifySignature } from '${folder}verify-signature${extension}'`] : []),
  ].join('\n')
}

/** What does not depend on the framework: `receive`, which takes the bytes and gives the status to answer with. */
export function javascriptCore(form: HandlerForm, names: EventNames, dialect: Dialect): string {
  return [
    work(names, dialect),
    receive(form, dialect),
    verified(form, dialect),
    once(dialect),
    secret(dialect),
  ].join('\n\n')
}

function work({ events }: EventNames, { isTyped, folder, extension }: Dialect): string {
  const cases = events.flatMap(({ type, data }) => [
    `    case ${stringLiteral(type)}:`,
    `      // TODO: event.data is of type ${data}`,
    '      break',
  ])
  return `${
    isTyped
      ? `/** Your code. If it throws, the sender sends the event again. */
async function work(event: StackEvent): Promise<void> {`
      : `/**
 * Your code. If it throws, the sender sends the event again.
 * @param {import('${folder}stack-events${extension}').StackEvent} event
 */
async function work(event) {`
  }
  switch (event.type) {
${cases.join('\n')}
    default:
    // Any other type is accepted and left: refused, it would be sent again for days.
  }
}`
}

function receive(form: HandlerForm, { isTyped, headers, body, isAsync }: Dialect): string {
  const says = 'The status to answer with: 400 for a bad signature, 500 to be sent the event again, else 204.'
  const isAwaited = form === 'manual' && isAsync
  return `${
    isTyped
      ? `/** ${says} */
async function receive(body: ${body}, headers: ${headers}): Promise<number> {`
      : `/**
 * ${says}
 * @param {${body}} body
 * @param {${headers}} headers
 */
async function receive(body, headers) {`
  }
  try {
    const event = ${isAwaited ? 'await ' : ''}verified(body, headers)
    if (event === null) return 400
    const id = String(headers['svix-id'] ?? headers['webhook-id'])
    await once(id, () => work(event))
    return 204
  } catch (error) {
    console.error(error)
    return 500
  }
}`
}

function verified(form: HandlerForm, dialect: Dialect): string {
  const { isTyped, folder, extension, headers, body, text, isAsync } = dialect
  const isAwaited = form === 'manual' && isAsync
  const type = isTyped ? 'StackEvent' : `import('${folder}stack-events${extension}').StackEvent`
  const result = isAwaited ? `Promise<${type} | null>` : `${type} | null`
  const says = 'The event, or null for a bad signature. Nothing is parsed before it is verified.'
  const head = isTyped
    ? `/** ${says} */
function verified(body: ${body}, headers: ${headers}): ${result} {`
    : `/**
 * ${says}
 * @param {${body}} body
 * @param {${headers}} headers
 * @returns {${result}}
 */
${isAwaited ? 'async ' : ''}function verified(body, headers) {`
  if (form === 'manual') {
    const call = `${isAwaited ? 'await ' : ''}verifySignature(signingSecret(), headers, body)`
    return `${head}
  const isSigned = ${call}
  return isSigned ? JSON.parse(${text}) : null
}`
  }
  const given = headers.startsWith('Record') ? 'headers' : '/** @type {Record<string, string>} */ (headers)'
  return `${head}
  const webhook = new Webhook(signingSecret())
  try {
    // What it returns is not the event in every version.
    webhook.verify(body, ${given})
  } catch {
    return null
  }
  return JSON.parse(${text})
}`
}

function once({ isTyped }: Dialect): string {
  const where = `The messages that were worked on, or are at this moment. This process alone knows them: in production
 * keep the ids in a table with a unique key, written in the transaction that does the work.`
  return `${
    isTyped
      ? `/**
 * ${where}
 */
const seen = new Map<string, Promise<void>>()`
      : `/**
 * ${where}
 * @type {Map<string, Promise<void>>}
 */
const seen = new Map()`
  }

${
  isTyped
    ? `/** Works on a message once, though it comes again. One that failed may come again. */
async function once(id: string, act: () => Promise<void>): Promise<void> {`
    : `/**
 * Works on a message once, though it comes again. One that failed may come again.
 * @param {string} id
 * @param {() => Promise<void>} act
 * @returns {Promise<void>}
 */
async function once(id, act) {`
}
  const before = seen.get(id)
  if (before) return before
  const running = act()
  seen.set(id, running)
  try {
    await running
  } catch (error) {
    seen.delete(id)
    throw error
  }
  for (const oldest of seen.keys()) {
    if (seen.size <= 10_000) break
    seen.delete(oldest)
  }
}`
}

function secret({ isTyped }: Dialect): string {
  return `function signingSecret()${isTyped ? ': string' : ''} {
  const secret = process.env.STACK_WEBHOOK_SECRET || process.env.HEXCLAVE_WEBHOOK_SECRET || ''
  // Without this a missing secret could be an empty key, with which anybody can sign.
  if (!/^(whsec_)?[A-Za-z0-9+/]+=*$/.test(secret)) throw new Error('STACK_WEBHOOK_SECRET is no signing secret')
  return secret
}`
}
