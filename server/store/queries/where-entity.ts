import { type Expression, type SqlBool, sql } from 'kysely'
import type { Events } from './where.ts'

/** The entity's id, or a part of it. */
export function whereEntity(eb: Events, id: string): Expression<SqlBool> {
  const whole = eb('events.entity_id', '=', id)
  if (id.includes('/')) return whole
  return eb.or([whole, sql<SqlBool>`instr('/' || events.entity_id || '/', ${`/${id}/`}) > 0`])
}

/** What `userOf` of shared/stack gives. */
export function whereUser(eb: Events, id: string): Expression<SqlBool> {
  return eb.or([
    eb.and([eb('events.entity_kind', '=', 'user'), eb('events.entity_id', '=', id)]),
    eb.and([eb('events.entity_kind', '=', 'membership'), isSecondPart(id)]),
    eb.and([eb('events.entity_kind', '=', 'permission'), isOfTeam(true), isSecondPart(id)]),
    eb.and([eb('events.entity_kind', '=', 'permission'), isOfTeam(false), isFirstPart(id)]),
  ])
}

/** What `teamOf` of shared/stack gives. */
export function whereTeam(eb: Events, id: string): Expression<SqlBool> {
  return eb.or([
    eb.and([eb('events.entity_kind', '=', 'team'), eb('events.entity_id', '=', id)]),
    eb.and([eb('events.entity_kind', '=', 'membership'), isFirstPart(id)]),
    eb.and([eb('events.entity_kind', '=', 'permission'), isOfTeam(true), isFirstPart(id)]),
  ])
}

function isOfTeam(expected: boolean): Expression<SqlBool> {
  const is = sql`(events.type = 'team_permission' or events.type glob 'team_permission.*')`
  return expected ? sql<SqlBool>`${is} is true` : sql<SqlBool>`${is} is not true`
}

function isFirstPart(id: string): Expression<SqlBool> {
  return startsWithPart(sql`events.entity_id`, id)
}

function isSecondPart(id: string): Expression<SqlBool> {
  const rest = sql`substr(events.entity_id, instr(events.entity_id, '/') + 1)`
  return sql<SqlBool>`instr(events.entity_id, '/') > 0 and ${startsWithPart(rest, id)}`
}

function startsWithPart(text: Expression<unknown>, id: string): Expression<SqlBool> {
  // No part holds a slash.
  if (id.includes('/')) return sql<SqlBool>`0`
  const part = `${id}/`
  return sql<SqlBool>`substr(${text} || '/', 1, length(${part})) = ${part}`
}
