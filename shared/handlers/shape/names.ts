import { capital } from '../../capital.ts'

/** `team_membership.created` → `TeamMembershipCreated`; letters and digits alone, and a letter first. */
export function pascalCase(text: string): string {
  const words = text.match(/[A-Za-z0-9]+/g) ?? []
  const joined = words.map(capital).join('')
  return /^[A-Za-z]/.test(joined) ? joined : `T${joined}`
}

/** `wanted`, or with a number behind it where something else is called that. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}${i}`
    if (!taken.has(name)) return name
  }
}
