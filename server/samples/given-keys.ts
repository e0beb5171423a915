import { randomBytes } from 'node:crypto'
import type { CreateSample } from '../../shared/sample.ts'
import { createRedact, type Redact } from '../deliver/redact.ts'
import { invalid } from '../errors.ts'
import { parseSecret } from '../verify/secret.ts'
import type { Wanted } from './plan.ts'
import type { Keys } from './write.ts'

/** What signs for a handler elsewhere. @throws AppError 400 */
export function givenKeys({ secret = '', oldSecret }: CreateSample, wanted: Wanted): Keys {
  for (const [path, text] of Object.entries({ secret, oldSecret })) {
    const parsed = text === undefined ? null : parseSecret(text)
    if (parsed && !parsed.ok) throw invalid(path, parsed.problem)
  }
  if (needsTwoSecrets(wanted) && oldSecret === undefined) {
    throw invalid('oldSecret', 'This scenario needs the handler’s old secret besides its new one.')
  }
  const otherSecret = `whsec_${randomBytes(24).toString('base64')}`
  return { secret, oldSecret: oldSecret ?? null, otherSecret, retiredSecret: oldSecret ?? null }
}

/** Leaves out of what a handler says the secrets that sign for it. */
export function redactOf({ secret, oldSecret }: Keys): Redact {
  const redacts = [secret, oldSecret].flatMap((text) => {
    const parsed = text === null ? null : parseSecret(text)
    return parsed?.ok ? [createRedact(parsed.key)] : []
  })
  return (text) => redacts.reduce((left, redact) => redact(left), text)
}

export function needsTwoSecrets(wanted: Wanted): boolean {
  return wanted.kind === 'scenario' && wanted.scenario.needsTwoSecrets === true
}
