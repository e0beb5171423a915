import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A path below the checkout. */
export const at = (...parts: string[]): string =>
  join(fileURLToPath(new URL('../../', import.meta.url)), ...parts)

/**
 * A folder for the data of one run, gone with the process. In the checkout rather than with the temporary
 * files, which some systems keep in memory.
 */
export function makeWorkspace(): string {
  const parent = at('test-results')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return folder
}
