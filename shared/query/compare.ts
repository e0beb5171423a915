import { assertNever } from '../assert-never.ts'
import type { Comparison } from './ast.ts'

export function compare(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '=':
      return left === right
    case '>=':
      return left >= right
    case '>':
      return left > right
    default:
      return assertNever(comparison)
  }
}
