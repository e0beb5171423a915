import { useQuery } from '@tanstack/react-query'
import type { Entity } from '../../shared/event.ts'
import { entityOfIdQuery } from '../api/entities.ts'
import { readFilter } from './filter.ts'
import { namedEntity } from './named-entity.ts'

/** The one entity that a query names; null: there is none, or nothing that came is about it. */
export function useNamedEntity(q: string): Entity | null {
  const named = namedEntity(readFilter(q))
  const isOpen = named !== null && named.kind === null
  const { data = null } = useQuery({ ...entityOfIdQuery(named?.id ?? ''), enabled: isOpen })
  if (named === null) return null
  return named.kind === null ? data : { kind: named.kind, id: named.id }
}
