import type { KeyObject } from 'node:crypto'
import type { HeaderPair } from '../../shared/event.ts'
import { fold } from '../../shared/query/fold.ts'
import { urlProblem } from '../../shared/target.ts'
import { readConfig } from '../config.ts'
import { createPolicy, type SendPolicy } from '../deliver/policy.ts'
import { isLoopbackUrl, loopbackPolicy, targetOf } from '../probe/where.ts'
import { parseSecret, secretHint } from '../verify/secret.ts'
import { UsageError } from './usage-error.ts'

/** Where a probe goes, and what goes along. */
export interface ProbePlace {
  url: string
  /** A target of the configuration file; null: none, the URL is on this machine. */
  targetName: string | null
  headers: readonly HeaderPair[]
  secret: string | null
  policy: SendPolicy
}

/** What a probe signs with. */
export interface ProbeSecret {
  key: KeyObject
  label: string
  /** With the last four characters of the secret. */
  signedWith: string
}

type Env = Record<string, string | undefined>

/** A URL on this machine, or of a target that the configuration file names. @throws UsageError, ConfigError */
export function placeOf(
  url: string | undefined,
  { target: name, config: file }: { target?: string | undefined; config?: string | undefined },
  env: Env,
): ProbePlace {
  if ((url === undefined) === (name === undefined)) {
    throw new UsageError('Name what is probed: a URL, or a target with --target.')
  }
  const problem = url === undefined ? null : urlProblem(url)
  if (problem) throw new UsageError(`“${url}” cannot be probed: ${problem}`)
  if (url !== undefined && file === undefined && isLoopbackUrl(url)) return onThisMachine(url)
  const { targets, send } = readConfig({ config: file }, env)
  const target =
    url === undefined ? targets.find((one) => fold(one.name) === fold(name ?? '')) : targetOf(url, targets)
  if (target) {
    return {
      url: url ?? target.url,
      targetName: target.name,
      headers: target.headers,
      secret: target.secret,
      policy: createPolicy(send),
    }
  }
  if (url !== undefined && isLoopbackUrl(url)) return onThisMachine(url)
  const known =
    targets.length === 0 ? 'it names none' : `it names ${targets.map((one) => one.name).join(', ')}`
  throw new UsageError(
    url === undefined
      ? `--target: there is no target “${name}” in the configuration file (${known}).`
      : `${url} is not on this machine, and no target of the configuration file (${known}). A probe creates and deletes things: name the URL there as a target if it may be probed.`,
  )
}

/** The secret that signs: as it was given, the target's, or that of the environment. @throws UsageError */
export function secretOf(
  given: string | undefined,
  { secret: ofTarget, targetName }: ProbePlace,
  env: Env,
): ProbeSecret {
  const candidates: [label: string, text: string | null | undefined][] = [
    ['--secret', given],
    [`the secret of ${targetName}`, ofTarget],
    ['STACK_WEBHOOK_SECRET', env['STACK_WEBHOOK_SECRET']],
    ['HEXCLAVE_WEBHOOK_SECRET', env['HEXCLAVE_WEBHOOK_SECRET']],
  ]
  const [label, text] = candidates.find(([, candidate]) => candidate) ?? []
  if (!label || !text) {
    throw new UsageError(
      'There is no secret to sign with: give the handler’s with --secret, or in STACK_WEBHOOK_SECRET.',
    )
  }
  const parsed = parseSecret(text)
  if (!parsed.ok) throw new UsageError(`It cannot be signed with ${label}. ${parsed.problem}`)
  return { key: parsed.key, label, signedWith: `${label} (${secretHint(text)})` }
}

function onThisMachine(url: string): ProbePlace {
  return { url, targetName: null, headers: [], secret: null, policy: loopbackPolicy }
}
