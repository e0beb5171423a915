import { type CreateSampleInput, MAX_SAMPLES, type TamperableCause } from '../../../shared/sample.ts'
import { scenarioOf } from '../../../shared/stack/scenarios/index.ts'
import { urlProblem } from '../../../shared/target.ts'

/** Samples as they are being chosen. */
export interface SampleDraft {
  /** A type, or the name of a scenario. */
  what: string
  to: 'endpoint' | 'url'
  /** Null: the first endpoint. */
  slug: string | null
  url: string
  secret: string
  oldSecret: string
  /** JSON to lay over `data`; empty: none. */
  overrides: string
  tamper: TamperableCause | null
  /** Empty: a new one. */
  seed: string
  /** Null: what was typed is no number. */
  count: number | null
}

export const firstDraft: SampleDraft = {
  what: 'user.created',
  to: 'endpoint',
  slug: null,
  url: '',
  secret: '',
  oldSecret: '',
  overrides: '',
  tamper: null,
  seed: '',
  count: 1,
}

export type DraftField = 'url' | 'secret' | 'oldSecret' | 'overrides' | 'count' | 'seed'
export type DraftProblems = Partial<Record<DraftField, string>>

/** What is wrong with a draft, where it is. A field that is still empty has no problem yet. */
export function problemsOf({ to, url, overrides, what, count }: SampleDraft): DraftProblems {
  const problems: DraftProblems = {}
  const wrongUrl = to === 'url' && url !== '' ? urlProblem(url) : null
  if (wrongUrl !== null) problems.url = wrongUrl
  if (scenarioOf(what) === null && readOverrides(overrides) === null) {
    problems.overrides = 'Write a JSON object, such as {"display_name": "Ada"}.'
  }
  if (count === null) problems.count = `A whole number, 1 to ${MAX_SAMPLES.toLocaleString('en')}.`
  return problems
}

/** What is asked of the server; null: something is missing or wrong. @param slug the endpoint, where it goes to one */
export function inputOf(draft: SampleDraft, slug: string | null): CreateSampleInput | null {
  const { what, to, url, secret, oldSecret, tamper, seed, count } = draft
  const scenario = scenarioOf(what)
  const overrides = scenario ? {} : readOverrides(draft.overrides)
  if (Object.keys(problemsOf(draft)).length > 0 || overrides === null || count === null) return null
  const place = to === 'endpoint' ? endpointPlace(slug) : urlPlace(url, secret, oldSecret)
  return (
    place && {
      ...(scenario ? { scenario: what } : { type: what }),
      ...place,
      ...(Object.keys(overrides).length > 0 && { overrides }),
      ...(tamper !== null && { tamper }),
      ...(seed.trim() !== '' && { seed: seed.trim() }),
      ...(count > 1 && { count }),
    }
  )
}

function endpointPlace(slug: string | null): CreateSampleInput | null {
  return slug === null ? null : { endpoint: slug }
}

function urlPlace(url: string, secret: string, oldSecret: string): CreateSampleInput | null {
  if (url === '' || secret === '') return null
  return { url, secret, ...(oldSecret !== '' && { oldSecret }) }
}

/** Null: it is no object. */
function readOverrides(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
