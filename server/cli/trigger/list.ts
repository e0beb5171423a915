import { families } from '../../../shared/stack/registry.ts'
import { scenarios } from '../../../shared/stack/scenarios/index.ts'

const NAME_WIDTH = 28

/** Every scenario and type, with what it is: for people, or as JSON. */
export function listText(json: boolean): string {
  if (json) {
    const types = families.flatMap((family) =>
      family.types.map(({ type, label, sentWhen }) => ({ type, label, sentWhen })),
    )
    const told = scenarios.map(({ name, label, shows }) => ({ name, label, shows }))
    return `${JSON.stringify({ scenarios: told, types })}\n`
  }
  const line = (name: string, says: string) => `  ${name.padEnd(NAME_WIDTH)} ${says}\n`
  return [
    'Scenarios\n',
    ...scenarios.map(({ name, shows }) => line(name, shows)),
    ...families.flatMap(({ label, types }) => [
      `\n${label}\n`,
      ...types.map(({ type, sentWhen }) => line(type, sentWhen)),
    ]),
  ].join('')
}
