/**
 * A JSON value with another laid over it: the members of two objects one by one, all the way down; everything else,
 * arrays and null too, takes the place of what was there. Neither is changed.
 */
export function overlay(value: unknown, over: unknown): unknown {
  if (!isObject(value) || !isObject(over)) return over
  const members = new Map(Object.entries(value))
  for (const [key, member] of Object.entries(over)) {
    members.set(key, members.has(key) ? overlay(members.get(key), member) : member)
  }
  // A key such as `__proto__` is one like any other.
  return Object.fromEntries(members)
}

/** A JSON value without what a path of keys leads to; as it was where it leads nowhere. */
export function without(value: unknown, [key, ...keys]: readonly string[]): unknown {
  if (key === undefined || !isObject(value) || !Object.hasOwn(value, key)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(
    keys.length === 0
      ? entries.filter(([name]) => name !== key)
      : entries.map(([name, member]) => [name, name === key ? without(member, keys) : member]),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
