import { type ProbeCheckCode, probeCheckCodes } from '../../../shared/probe.ts'
import type { Check } from '../check.ts'
import * as accepts from './accepts.ts'
import * as bodies from './bodies.ts'
import * as misuse from './misuse.ts'
import * as refuses from './refuses.ts'
import * as repeats from './repeats.ts'
import * as types from './types.ts'

const all: readonly Check[] = [accepts, bodies, types, repeats, refuses, misuse].flatMap((family) =>
  Object.values(family),
)

/** Every check, in the order in which they run. */
export const checks: readonly Check[] = probeCheckCodes.map((code) => {
  const check = all.find((one) => one.code === code)
  if (!check) throw new Error(`There is no check "${code}".`)
  return check
})

/** Those that are asked for; `valid` is always one of them, as the others are measured by it. */
export function chosenChecks(only: readonly ProbeCheckCode[] | undefined): readonly Check[] {
  return only ? checks.filter(({ code }) => code === 'valid' || only.includes(code)) : checks
}
