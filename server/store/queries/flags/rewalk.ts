import type { Kysely } from 'kysely'
import type { Flag } from '../../../../shared/flag.ts'
import { orderFlags, type Placed } from '../../../../shared/stack/order-flags.ts'
import { flagsOf } from '../../flag-bits.ts'
import type { Schema } from '../../schema.ts'
import { Bodies } from './differing.ts'
import { type Lane, moveOn } from './lanes.ts'
import { isOfEntity, type PlacedRow, takesPart, toPlaced } from './placed-rows.ts'

/** How an entity's events stood to each other, by one state of their verdicts. */
class State {
  readonly lane: Lane = []
  readonly #flags = new Map<number, Set<Flag>>()

  add(seq: number, flag: Flag): void {
    this.#flags.set(seq, (this.#flags.get(seq) ?? new Set()).add(flag))
  }

  of(seq: number): ReadonlySet<Flag> {
    return this.#flags.get(seq) ?? new Set()
  }
}

/**
 * Goes once more through events of an entity, in their order, some of which are believed now and were not, or the other
 * way round. A flag that the events that are still here gave then, and do not give now, is taken away; one that they did
 * not give then either stays: what gave it is here no more.
 */
export class Rewalk {
  readonly #changed: ReadonlySet<number>
  readonly #lastChanged: number
  readonly #bodies: Bodies
  readonly #then = new State()
  readonly #now = new State()
  readonly #walked: PlacedRow[] = []

  constructor(db: Kysely<Schema>, changed: ReadonlySet<number>) {
    this.#bodies = new Bodies(db)
    this.#changed = changed
    this.#lastChanged = [...changed].reduce((a, b) => Math.max(a, b), 0)
  }

  /** Takes the events before the first, whose own flags are left alone. */
  begin(before: PlacedRow[]): void {
    for (const row of before) {
      moveOn(this.#then.lane, toPlaced(row))
      moveOn(this.#now.lane, toPlaced(row))
    }
  }

  async step(row: PlacedRow): Promise<void> {
    if (!isOfEntity(row)) return
    this.#walked.push(row)
    const placed = toPlaced(row)
    const differs = await this.#bodies.against(placed, [...this.#then.lane, ...this.#now.lane])
    const decide = (state: State, event: Placed) => {
      for (const { flag, by } of orderFlags(row.entity_kind, event, state.lane, differs)) {
        state.add(row.seq, flag)
        if (flag === 'conflict') for (const seq of by) state.add(seq, flag)
      }
    }
    const isPart = takesPart(row)
    if (isPart !== this.#changed.has(row.seq)) {
      decide(this.#then, placed)
      moveOn(this.#then.lane, placed)
    }
    if (isPart) {
      decide(this.#now, placed)
      moveOn(this.#now.lane, { ...placed, flags: this.#flagsNow(row) })
    }
  }

  /** Whether whatever comes after this event stands to those before it as it did then. */
  isOver(seq: number): boolean {
    const [then, now] = [this.#then.lane, this.#now.lane]
    return (
      seq >= this.#lastChanged &&
      then.length === now.length &&
      then.every((event, place) => {
        const other = now[place]
        return event.seq === other?.seq && isAfterDelete(event) === isAfterDelete(other)
      })
    )
  }

  /** The events that have other flags now than they had, with all that they have now. */
  notes(): { seq: number; flags: Flag[] }[] {
    return this.#walked
      .map((row) => ({ seq: row.seq, was: flagsOf(row.flags), flags: this.#flagsNow(row) }))
      .filter(({ was, flags }) => was.length !== flags.length || was.some((flag) => !flags.includes(flag)))
      .map(({ seq, flags }) => ({ seq, flags }))
  }

  #flagsNow(row: PlacedRow): Flag[] {
    const stored = flagsOf(row.flags)
    if (!takesPart(row)) return stored.filter((flag) => flag === 'duplicate')
    const [then, now] = [this.#then.of(row.seq), this.#now.of(row.seq)]
    return [...new Set([...stored.filter((flag) => !then.has(flag)), ...now])]
  }
}

function isAfterDelete({ flags }: Placed): boolean {
  return flags.includes('afterDelete')
}
