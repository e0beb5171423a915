import type { Endpoint } from '../../../shared/endpoint.ts'
import type { CreateProbeInput } from '../../../shared/probe.ts'
import { type Target, urlProblem } from '../../../shared/target.ts'

/** What the form holds. */
export interface ProbeDraft {
  /** A target's id, or `url`. */
  where: string
  url: string
  /** `target`: the target's own; `typed`; or the id of an endpoint's secret. */
  signWith: string
  secret: string
}

interface Option {
  value: string
  label: string
}

/** Where a probe can go. */
export function placesOf(targets: readonly Target[]): Option[] {
  return [
    { value: 'url', label: 'A handler on this machine' },
    ...targets.map(({ id, name }) => ({ value: id, label: name })),
  ]
}

/** What it can be signed with. */
export function secretsOf(
  { where }: ProbeDraft,
  targets: readonly Target[],
  endpoints: readonly Endpoint[],
): Option[] {
  const own = targets.find(({ id }) => id === where)?.secret
  return [
    ...(own && own.problem === null ? [{ value: 'target', label: `The target’s own (${own.hint})` }] : []),
    ...endpoints.flatMap((endpoint) =>
      endpoint.secrets
        .filter(({ problem }) => problem === null)
        .map(({ id, label, hint }) => ({ value: id, label: `${endpoint.name}: ${label} (${hint})` })),
    ),
    { value: 'typed', label: 'Another secret' },
  ]
}

/** The draft with nothing in it that cannot be chosen any more. */
export function settled(
  draft: ProbeDraft,
  places: readonly Option[],
  secrets: readonly Option[],
): ProbeDraft {
  const has = (options: readonly Option[], value: string) => options.some((option) => option.value === value)
  return {
    ...draft,
    where: has(places, draft.where) ? draft.where : 'url',
    signWith: has(secrets, draft.signWith) ? draft.signWith : (secrets[0]?.value ?? 'typed'),
  }
}

/** What is asked of the server. */
export function inputOf({ where, url, signWith, secret }: ProbeDraft): CreateProbeInput {
  return {
    ...(where === 'url' ? { url: url.trim() } : { targetId: where }),
    ...(signWith === 'typed'
      ? { secret: secret.trim() }
      : signWith === 'target'
        ? {}
        : { secretId: signWith }),
  }
}

/** What is wrong with it before it is asked. */
export function problemsOf({ where, url, signWith, secret }: ProbeDraft): {
  url: string | null
  secret: string | null
} {
  return {
    url: where === 'url' ? urlProblem(url.trim()) : null,
    secret: signWith === 'typed' && secret.trim() === '' ? 'Paste the signing secret of the handler.' : null,
  }
}
