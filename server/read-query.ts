import { parseQuery, type Query, QueryError } from '../shared/query/query.ts'
import { AppError } from './errors.ts'

/** Reads a query of the search language; `path` names the input that it came in. @throws AppError 400 */
export function readQuery(text: string, path: string): Query {
  try {
    return parseQuery(text)
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    throw new AppError(400, 'QUERY_UNREADABLE', error.placed, [{ path, message: error.placed }])
  }
}
