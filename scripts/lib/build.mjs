import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { at, root, tool } from './root.mjs'
import { step } from './step.mjs'

const stamp = at('dist', '.built')
const sources = ['shared', 'server', 'web']
const settings = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts']
/** One file of each part of the output: what somebody else wrote or removed there shows in them. */
const outputs = ['server/main.js', 'web/index.html', 'tsbuildinfo/shared', 'tsbuildinfo/server']

/** Whether dist/ is what the sources give, and nobody else wrote there since (`npx tsc -b` does, for one). */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === `${hashInputs()} ${describeOutputs()}`
}

/** Builds the server and the page into dist/. */
export async function build() {
  const inputs = hashInputs()
  // Without the stamp dist/ may hold anything; tsc trusts its notes and would not write a file again.
  if (!existsSync(stamp) || describeOutputs() === null) cleanBuild()
  rmSync(stamp, { force: true })
  await step('Building the server', [...tool('typescript', 'tsc'), '-b', 'shared', 'server'], {
    failed: 'The server could not be built: the types do not fit.',
    advice: ['Mend the lines named above. "npm run check" shows all of them, of the page and the tests too.'],
  })
  removeOrphans('shared')
  removeOrphans('server')
  await step('Building the page', [...tool('vite'), 'build', '--logLevel', 'warn'], {
    failed: 'The page could not be built.',
    advice: ['Mend what is named above. "npm run dev" shows such faults as you type.'],
  })
  // Hashed before the build: what was edited meanwhile counts as not yet built.
  writeFileSync(stamp, `${inputs} ${describeOutputs()}`)
}

/** Removes everything that a build made. */
export function cleanBuild() {
  for (const part of ['.built', 'server', 'shared', 'web', 'tsbuildinfo']) {
    rmSync(at('dist', part), { recursive: true, force: true })
  }
}

function hashInputs() {
  const hash = createHash('sha256')
  const files = [
    ...settings,
    ...sources.flatMap((folder) => listFiles(at(folder)).map((path) => relative(root, path))),
  ]
  for (const file of files.filter(isInput).sort()) {
    const content = readFileSync(at(file))
    hash.update(`${file} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

function isInput(file) {
  return !/\.test\.tsx?$|^server.(testing|conformance)\b/.test(file)
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Null when a part is missing. */
function describeOutputs() {
  const stats = outputs.map((file) => statSync(at('dist', file), { throwIfNoEntry: false }))
  if (stats.includes(undefined)) return null
  return stats.map((stat) => `${stat.mtimeMs}:${stat.size}`).join(' ')
}

/** tsc leaves the output of a source file that is gone; it could still be imported. */
function removeOrphans(folder) {
  for (const output of listFiles(at('dist', folder))) {
    const source = join(root, relative(at('dist'), output)).replace(/(\.d)?\.(ts|js)$/, '.ts')
    if (!existsSync(source)) rmSync(output)
  }
}
