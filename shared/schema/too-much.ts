/** A field that is not as the schema says takes some 10 µs, and whoever sends one can send a million in one body. */
const MOST_VALUES = 5000
/** Schemas that refer to themselves are followed by recursion. */
const DEEPEST = 200

/** Whether a payload is so large or so deep that holding it against a schema could take long, or not end well. */
export function isTooMuch(payload: unknown): boolean {
  let values = 0
  let level = [payload]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    const below: unknown[] = []
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue
      if (Array.isArray(value) && value.length > MOST_VALUES) return true
      // Not Object.values: of a million members it reads them all first.
      for (const key in value) {
        if (++values > MOST_VALUES) return true
        const one = (value as Record<string, unknown>)[key]
        if (typeof one === 'object') below.push(one)
      }
    }
    level = below
  }
  return false
}
