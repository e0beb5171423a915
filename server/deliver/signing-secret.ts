import type { KeyObject } from 'node:crypto'
import type { AppContext } from '../context.ts'
import type { OpenTarget } from '../targets/registry.ts'
import { isUsable, type ParsedSecret, parseSecret } from '../verify/secret.ts'

/** A secret that can sign, and what it is called; or why there is none. */
export type SigningSecret = { key: KeyObject; label: string } | { problem: string }

/** Which secret was chosen to sign with: an endpoint's by id, or a text. Neither: the target's, else the endpoint's. */
export interface SecretChoice {
  secretId: string | null
  text: string | null
  target: OpenTarget | null
  /** Of the event; null: there is none, and `secretId` may be any endpoint's. */
  endpointId: string | null
}

/** Finds the secret that signs a request that is sent on. */
export function signingSecret(
  { registry, now }: Pick<AppContext, 'registry' | 'now'>,
  { secretId, text, target, endpointId }: SecretChoice,
): SigningSecret {
  if (text !== null) return read(parseSecret(text), 'the pasted secret')
  const endpoint = endpointId === null ? null : registry.byIdOrSlug(endpointId)
  const known = endpoint ? endpoint.secrets : registry.list().flatMap(({ secrets }) => secrets)
  if (secretId !== null) {
    const chosen = known.find(({ id }) => id === secretId)
    if (!chosen)
      return { problem: 'The secret that was chosen to sign with is not there any more. Choose another.' }
    return chosen.key
      ? { key: chosen.key, label: chosen.label }
      : { problem: unusable(chosen.label, chosen.problem) }
  }
  if (target?.secret) return read(target.secret.parsed, `the secret of ${target.name}`)
  const own = (endpoint?.secrets ?? []).filter(
    (secret) => secret.origin === 'user' && isUsable(secret, now()),
  )
  const newest = own.at(-1)
  if (newest?.key) return { key: newest.key, label: newest.label }
  return {
    problem:
      'There is no secret to sign with. Give the target or the endpoint its signing secret, or paste one.',
  }
}

function read(parsed: ParsedSecret, label: string): SigningSecret {
  return parsed.ok ? { key: parsed.key, label } : { problem: unusable(label, parsed.problem) }
}

function unusable(label: string, problem: string | null): string {
  return `It cannot be signed with ${label}. ${problem ?? ''}`.trim()
}
