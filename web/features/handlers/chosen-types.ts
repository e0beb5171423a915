/** Types that begin alike, such as `user.created` and `user.deleted`. */
export interface TypeFamily {
  name: string
  types: string[]
}

/** What the address says when nothing is chosen. */
const NONE = 'none'

/** The types that the address names among those that can be chosen; all of them where it names none. */
export function readTypes(text: string | null, choices: readonly string[]): string[] {
  if (text === null || text === '') return [...choices]
  const named = new Set(text.split(','))
  // `user.*` names a family.
  return choices.filter((type) => named.has(type) || named.has(`${familyOf(type)}.*`))
}

/** What the address is to say; null: all of the choices. */
export function printTypes(chosen: readonly string[], choices: readonly string[]): string | null {
  const set = new Set(chosen)
  if (choices.every((type) => set.has(type))) return null
  if (set.size === 0) return NONE
  const parts = families(choices).flatMap(({ name, types }) => {
    const some = types.filter((type) => set.has(type))
    return some.length === types.length && some.length > 1 ? [`${name}.*`] : some
  })
  return parts.join(',')
}

/** In the order of their first type. */
export function families(types: readonly string[]): TypeFamily[] {
  const found = new Map<string, string[]>()
  for (const type of types) {
    const name = familyOf(type)
    found.set(name, [...(found.get(name) ?? []), type])
  }
  return [...found].map(([name, types]) => ({ name, types }))
}

/** What was received and is none of the known types: of another sender, or newer. Only names that look like one. */
export function otherTypes(received: readonly (string | null)[], known: readonly string[]): string[] {
  const other = received.filter((type): type is string => type !== null && /^\w+(?:[.:-]\w+)*$/.test(type))
  return [...new Set(other)].filter((type) => type !== NONE && !known.includes(type)).slice(0, 50)
}

function familyOf(type: string): string {
  return type.split('.', 1)[0] ?? type
}
