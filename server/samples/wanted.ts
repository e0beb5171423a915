import { randomBytes } from 'node:crypto'
import type { CauseCode } from '../../shared/diagnosis.ts'
import type { CreateSample } from '../../shared/sample.ts'
import { sampleTypes } from '../../shared/stack/samples.ts'
import { scenarioOf, scenarios } from '../../shared/stack/scenarios/index.ts'
import { invalid } from '../errors.ts'
import { cannotMake } from './carry-out.ts'
import { type Planned, plan, type Wanted } from './plan.ts'
import { type Keys, write } from './write.ts'

/** What was asked for. @throws AppError 400 */
export function readWanted({
  type = 'user.created',
  scenario: name,
  overrides,
  unset,
}: CreateSample): Wanted {
  if (name !== undefined) {
    const scenario = scenarioOf(name)
    if (scenario) return { kind: 'scenario', scenario }
    const known = scenarios.map((one) => one.name).join(', ')
    throw invalid('scenario', `There is no scenario "${name}". There are ${known}.`)
  }
  if (!sampleTypes.includes(type)) throw invalid('type', `There is no sample of the type "${type}".`)
  return { kind: 'type', type, overrides: overrides ?? {}, unset: (unset ?? []).map(readPath) }
}

/** A seed as short as one types it. */
export function newSeed(): string {
  return randomBytes(5).toString('hex')
}

/** The requests that are to be sent. @throws AppError 400 where the fault cannot be made of them */
export function planned(
  wanted: Wanted,
  {
    count,
    seed,
    keys,
    fault,
    now,
  }: { count: number; seed: string; keys: Keys; fault: CauseCode | null; now: () => number },
): Iterator<Planned> {
  const suits = (one: Planned) => fault === null || write(one, keys, fault) !== null
  const chance = { seed, now, randomBytes, suits }
  if (![...plan(wanted, 1, chance)].every(suits)) throw invalid('tamper', cannotMake(fault))
  return plan(wanted, count, chance)
}

function readPath(text: string): string[] {
  const [root, ...keys] = text.split('.')
  if (root === 'data' && keys.length > 0 && keys.every((key) => key !== '')) return keys
  throw invalid('unset', `"${text}" is no path in a payload: write it as data.country_code.`)
}
