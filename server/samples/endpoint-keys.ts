import type { AppContext } from '../context.ts'
import type { OpenEndpoint } from '../endpoints/registry.ts'
import { userSecrets } from '../endpoints/service.ts'
import { AppError } from '../errors.ts'
import { isUsable } from '../verify/secret.ts'
import { needsTwoSecrets } from './given-keys.ts'
import type { Wanted } from './plan.ts'
import type { Keys } from './write.ts'

/** The newest secret that can sign, so that a sample also passes in the backend that shares it. @throws AppError 409 */
export function endpointKeys(ctx: AppContext, endpoint: OpenEndpoint, wanted: Wanted): Keys {
  const usable = endpoint.secrets.filter((secret) => isUsable(secret, ctx.now()))
  const [newest, before] = usable.filter(({ origin }) => origin === 'user').reverse()
  const secret = newest ?? usable.at(0)
  if (!secret) {
    throw new AppError(409, 'NO_USABLE_SECRET', 'This endpoint has no secret that can sign a sample.')
  }
  if (needsTwoSecrets(wanted) && !before) {
    throw new AppError(
      409,
      'NO_SECOND_SECRET',
      'This scenario needs an endpoint with two secrets in use. Add the new one beside the old one: the one that was added last counts as the new one.',
    )
  }
  const elsewhere = ctx.registry.list().filter(({ id }) => id !== endpoint.id)
  return {
    secret: secret.text,
    oldSecret: before?.text ?? null,
    otherSecret: elsewhere.flatMap(userSecrets).find(({ key }) => key !== null)?.text ?? null,
    retiredSecret: endpoint.removed.find(({ key }) => key !== null)?.text ?? null,
  }
}
