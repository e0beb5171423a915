import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, useMemo } from 'react'
import type { Entity, EventSummary } from '../../../shared/event.ts'
import { MOST_IN_STORY, storyQuery } from '../../api/entities.ts'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { TypeName } from '../../components/type-name.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatCount, plural } from '../../lib/format.ts'
import { clockTime, fullTime } from '../../lib/time.ts'
import { visibleString } from '../../lib/visible-text.ts'
import styles from './lanes.module.css'
import { type Chapter, type Lane, layOut } from './lanes.ts'

/** The entity and what belongs to it on one time axis, and the same told as stories. */
export function Lanes({ entity, endpoint }: { entity: Entity; endpoint: string | null }) {
  const query = useQuery(storyQuery(entity, endpoint))
  const laid = useMemo(() => layOut(query.data?.events ?? []), [query.data])
  if (query.data === undefined) {
    return <NotLoaded query={query} what="the story" rows={8} />
  }
  if (laid.lanes.length === 0) {
    return (
      <Message title={`Nothing came about this ${entity.kind}`}>
        No event that is stored here is about it, or about what belongs to it.
      </Message>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className={styles.content} tabIndex={0} aria-label="Lanes">
      {query.data.more && (
        <p className={styles.note}>
          The newest {formatCount(MOST_IN_STORY)} events; older ones are left out.
        </p>
      )}
      <Picture {...laid} />
      <ol className={styles.chapters} aria-label="Stories">
        {laid.chapters.map((chapter) => (
          <Told key={chapter.story.events[0]?.id} chapter={chapter} />
        ))}
      </ol>
    </section>
  )
}

/** The same is told as a list below it, which is what is read aloud. */
function Picture({ lanes, chapters }: { lanes: Lane[]; chapters: Chapter[] }) {
  const moments = chapters.flatMap((chapter) => chapter.moments)
  // Few lanes have something at a moment: only what is there is drawn.
  const rowOf = new Map(lanes.map(({ key }, row) => [key, row]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className={styles.scroll} tabIndex={0} aria-label="Events on a time axis">
      <div
        className={styles.grid}
        style={{
          gridTemplateColumns: `minmax(96px, 200px) repeat(${moments.length}, minmax(84px, max-content))`,
        }}
      >
        <span />
        {chapters.map(({ story, moments: own }) => (
          <span
            key={story.events[0]?.id}
            className={styles.title}
            style={{ gridColumn: `span ${own.length}` }}
          >
            {story.title}
          </span>
        ))}
        <span />
        {moments.map(({ at, gapMs }, index) => (
          <span key={index} className={styles.time} title={fullTime(at)}>
            {gapMs !== null && <span className={styles.gap}>{gapWords(gapMs)}</span>}
            {clockTime(at)}
          </span>
        ))}
        {lanes.map((lane, row) => (
          <Fragment key={lane.key}>
            <span className={styles.rule} style={{ gridRow: row + 3 }} />
            <span
              className={styles.lane}
              style={{ gridRow: row + 3 }}
              title={visibleString(`${lane.entity.kind} ${lane.entity.id}`)}
            >
              <span className={styles.kind}>{lane.entity.kind}</span> <VisibleText text={lane.name} />
            </span>
          </Fragment>
        ))}
        {moments.flatMap((moment, column) =>
          [...moment.byLane].map(([key, events]) => (
            <span
              key={`${column} ${key}`}
              className={styles.cell}
              style={{ gridRow: (rowOf.get(key) ?? 0) + 3, gridColumn: column + 2 }}
            >
              {events.map((event) => (
                <Dot key={event.id} event={event} />
              ))}
            </span>
          )),
        )}
      </div>
    </section>
  )
}

function Dot({ event }: { event: EventSummary }) {
  const family = event.type?.split('.', 1)[0] ?? 'other'
  return (
    <Link
      className={styles.dot}
      to="/events/$eventId"
      params={{ eventId: event.id }}
      search={{}}
      tabIndex={-1}
      title={visibleString(`${event.type ?? 'event'}\n${fullTime(event.receivedAt)}`)}
      aria-label={visibleString(`${event.type ?? 'event'}, ${fullTime(event.receivedAt)}`)}
      data-verdict={event.verdict}
      style={{ '--family': `var(--family-${family}, var(--family-other))` } as React.CSSProperties}
    >
      {event.type?.split('.').at(-1)}
    </Link>
  )
}

function Told({ chapter: { story, moments } }: { chapter: Chapter }) {
  const gap = moments[0]?.gapMs ?? null
  return (
    <li>
      <h2>
        {story.title}{' '}
        <span className={styles.note}>
          {fullTime(story.events[0]?.receivedAt ?? 0)}
          {gap !== null && `, ${gapWords(gap)}`}
        </span>
      </h2>
      {story.says !== null && <p className={styles.note}>{story.says}</p>}
      <ul>
        {story.events.map((event) => (
          <li key={event.id}>
            <span className={styles.clock}>{clockTime(event.receivedAt)}</span>
            <Link to="/events/$eventId" params={{ eventId: event.id }} search={{}}>
              <TypeName type={event.type} />
            </Link>{' '}
            {event.verdict === 'failed' || event.verdict === 'unsigned' ? (
              <span className={styles.bad}>{event.verdict} </span>
            ) : null}
            {event.about !== null && <VisibleText text={event.about} />}
          </li>
        ))}
      </ul>
    </li>
  )
}

function gapWords(ms: number): string {
  if (ms < 1000) return `${ms} ms later`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s later`
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min later`
  if (ms < 48 * 3_600_000) return `${Math.round(ms / 3_600_000)} h later`
  return `${plural(Math.round(ms / 86_400_000), 'day')} later`
}
