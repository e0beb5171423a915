import { randomBytes } from 'node:crypto'
import type { AppContext } from '../context.ts'
import type { OpenEndpoint } from '../endpoints/registry.ts'
import { userSecrets } from '../endpoints/service.ts'
import { AppError } from '../errors.ts'
import { isUsable, parseSecret } from '../verify/secret.ts'
import type { Keys } from './write.ts'

/** The newest secret that can sign, so that a sample also passes in the backend that shares it. @throws AppError 409 */
export function keysOf(ctx: AppContext, endpoint: OpenEndpoint): Keys {
  const usable = endpoint.secrets.filter((secret) => isUsable(secret, ctx.now()))
  const [newest, before] = usable.filter(({ origin }) => origin === 'user').reverse()
  const secret = newest ?? usable.at(0)
  if (!secret) {
    throw new AppError(409, 'NO_USABLE_SECRET', 'This endpoint has no secret that can sign a sample.')
  }
  const elsewhere = ctx.registry.list().filter(({ id }) => id !== endpoint.id)
  return {
    secret: secret.text,
    oldSecret: before?.text ?? null,
    otherSecret: elsewhere.flatMap(userSecrets).find(({ key }) => key !== null)?.text ?? null,
    retiredSecret: endpoint.removed.find(({ key }) => key !== null)?.text ?? null,
  }
}

/** What signs for a handler elsewhere. */
export function givenKeys(secret: string, oldSecret: string | null): Keys {
  const otherSecret = `whsec_${randomBytes(24).toString('base64')}`
  return { secret, oldSecret, otherSecret, retiredSecret: oldSecret }
}

/** Why nothing can be signed with a text, or null. */
export function secretProblem(text: string): string | null {
  const parsed = parseSecret(text)
  return parsed.ok ? null : parsed.problem
}
