export {
  allOf,
  anyOf,
  everything,
  negate,
  type PlainField,
  type Query,
  type Term,
  termsOf,
} from './ast.ts'
export { atTime } from './at-time.ts'
export { type Completion, completionAt } from './complete.ts'
export { addTerm, termOf, withoutTerm, withTerm } from './edit.ts'
export { isOfContent, matchEvent, needsContent } from './match.ts'
export { type EventContent, type Matchable, matchable, matchableSummary } from './matchable.ts'
export { parsePrinted, parseQuery } from './parse.ts'
export { isBare, printData, printKey, printPattern, printQuery, printTerm, quote } from './print.ts'
export { QueryError } from './query-error.ts'
export { type Stretch, stretchesOf } from './tokens.ts'
