import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A path below the checkout. */
export const at = (...parts) => join(root, ...parts)

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** The command line that starts an installed tool without going through npx. */
export function tool(name, command = name) {
  const { bin } = readJson(at('node_modules', name, 'package.json'))
  return [process.execPath, at('node_modules', name, typeof bin === 'string' ? bin : bin[command])]
}

/** The npm that runs this script, or the one on the PATH. */
export function npm() {
  const path = process.env.npm_execpath
  return path?.endsWith('.js') ? [process.execPath, path] : ['npm']
}
