import { overlay, without } from '../../shared/json/overlay.ts'
import { checkPayload } from '../../shared/schema/check.ts'
import type { SchemaState } from '../../shared/schema/finding.ts'
import { payloadSchemaOf } from '../../shared/stack/registry.ts'
import { type SeededSource, seededSource } from '../../shared/stack/sample-source.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import type { Scenario, Step } from '../../shared/stack/scenarios/scenario.ts'
import { messageIdAt } from '../../shared/svix/message-id.ts'

/** What is to be sent: a type with what is changed of it, or a scenario. */
export type Wanted =
  | { kind: 'type'; type: string; overrides: Record<string, unknown>; unset: readonly string[][] }
  | { kind: 'scenario'; scenario: Scenario }

/** A request that is about to be signed and sent. */
export interface Planned extends Pick<Step, 'pauseMs' | 'signedWith'> {
  type: string
  note: string | null
  schema: SchemaState
  messageId: string
  /** Unix seconds, for the signature. */
  timestamp: number
  body: Buffer
}

interface Chance {
  seed: string
  now: () => number
  /** What is to be another each time, whatever the seed. */
  randomBytes: (size: number) => Uint8Array
  /** Whether a sample will do, for some faults need a name beyond ASCII; another is drawn where it will not. */
  suits: (planned: Planned) => boolean
}

/** How many samples are drawn until one suits. */
const MAX_DRAWS = 50

/** How many requests `count` rounds are. */
export function planLength(wanted: Wanted, count: number): number {
  return wanted.kind === 'type' ? count : count * wanted.scenario.steps(seededSource('', 0)).length
}

/**
 * The requests of `count` rounds, each round made when it is asked for. The first has the seed as it was given, so that
 * other scenarios of the seed fit to it; the messages' ids are new ones each time.
 */
export function* plan(wanted: Wanted, count: number, chance: Chance): Generator<Planned> {
  for (let round = 0; round < count; round++) {
    const seed = round === 0 ? chance.seed : `${chance.seed}/${round}`
    let planned = planRound(wanted, seed, chance)
    for (let draw = 1; wanted.kind === 'type' && draw < MAX_DRAWS && !planned.every(chance.suits); draw++) {
      planned = planRound(wanted, `${seed}/draw ${draw}`, chance)
    }
    yield* planned
  }
}

function planRound(wanted: Wanted, seed: string, { now, randomBytes }: Chance): Planned[] {
  const at = now()
  const ids = new Map<number, string>()
  return stepsOf(wanted, seededSource(seed, at)).map(
    ({ payload, message, madeMs, signedMs, pauseMs, signedWith, note }) => {
      const messageId = ids.get(message) ?? messageIdAt(at + madeMs, randomBytes(16))
      ids.set(message, messageId)
      return {
        type: payload.type,
        note,
        schema: checkPayload(payloadSchemaOf(payload.type), payload).state,
        messageId,
        timestamp: Math.floor((at + signedMs) / 1000),
        body: Buffer.from(JSON.stringify(payload)),
        pauseMs,
        signedWith,
      }
    },
  )
}

type OneStep = Omit<Step, 'note'> & { note: string | null }

function stepsOf(wanted: Wanted, source: SeededSource): OneStep[] {
  if (wanted.kind === 'scenario') return wanted.scenario.steps(source)
  const payload = changed(wanted, source)
  return [{ payload, message: 0, pauseMs: 0, madeMs: 0, signedMs: 0, signedWith: 'new', note: null }]
}

function changed(
  { type, overrides, unset }: Extract<Wanted, { kind: 'type' }>,
  source: SeededSource,
): Step['payload'] {
  const data = unset.reduce<unknown>(without, overlay(samplePayload(type, source)?.data, overrides))
  return { type, data: data as Step['payload']['data'] }
}
