import { readFileSync } from 'node:fs'

/** The version in package.json, which stands two folders above the built file and one above the source. */
export const version: string = (
  JSON.parse(
    readFileSync(
      new URL(import.meta.url.endsWith('.ts') ? '../package.json' : '../../package.json', import.meta.url),
      'utf8',
    ),
  ) as { version: string }
).version
