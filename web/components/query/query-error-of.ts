import { parseQuery, QueryError } from '../../../shared/query/query.ts'

/** Why a text cannot be read as a query; null: it can. */
export function errorOf(text: string): QueryError | null {
  try {
    parseQuery(text)
    return null
  } catch (error) {
    if (error instanceof QueryError) return error
    throw error
  }
}
