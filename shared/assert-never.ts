/** Ends a switch over a tagged union: a case that was forgotten is a type error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
