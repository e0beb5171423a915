import type { Entity, EventSummary } from '../../../shared/event.ts'
import { type Story, storiesOf } from '../../../shared/stack/stories.ts'

/** One entity of a story, with a name for it. */
export interface Lane {
  key: string
  entity: Entity
  name: string
}

/** Events that came at nearly the same moment, as a column of the picture. */
export interface Moment {
  at: number
  /** Since the moment before, in milliseconds; null: it is the first. */
  gapMs: number | null
  byLane: Map<string, EventSummary[]>
}

export interface Chapter {
  story: Story
  moments: Moment[]
}

/** Events within so many milliseconds share a column. */
const SAME_MOMENT_MS = 500

/** Lays events out: a lane for each entity in the order of their first event, and the stories with their moments. */
export function layOut(events: EventSummary[]): { lanes: Lane[]; chapters: Chapter[] } {
  const lanes = new Map<string, Lane>()
  const stories = storiesOf(events.filter(({ entity }) => entity !== null))
  let before: number | null = null
  const chapters = stories.map((story) => {
    const moments: Moment[] = []
    for (const event of story.events) {
      if (event.entity === null) continue
      const key = laneKey(event.entity)
      const known = lanes.get(key)
      if (!known) lanes.set(key, { key, entity: event.entity, name: event.about ?? event.entity.id })
      else if (event.about !== null && !event.type?.endsWith('.deleted')) known.name = event.about
      let moment = moments.at(-1)
      if (!moment || event.receivedAt - moment.at > SAME_MOMENT_MS) {
        moment = {
          at: event.receivedAt,
          gapMs: before === null ? null : event.receivedAt - before,
          byLane: new Map(),
        }
        moments.push(moment)
      }
      before = event.receivedAt
      moment.byLane.set(key, [...(moment.byLane.get(key) ?? []), event])
    }
    return { story, moments }
  })
  return { lanes: [...lanes.values()], chapters }
}

function laneKey({ kind, id }: Entity): string {
  return `${kind} ${id}`
}
