import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Failure } from './failure.mjs'
import { at, npm, readJson } from './root.mjs'
import { run } from './run.mjs'
import { step } from './step.mjs'

const stamp = at('node_modules', '.hooklens-installed')
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies']

/** Whether node_modules is what package-lock.json asks for, for this Node on this machine. */
export function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

/** Makes it so. An install that somebody made with npm itself is taken as it is. */
export async function install() {
  if (!(matchesLockfile() && (await nativeCodeRuns()))) await installWithNpm()
  writeFileSync(stamp, fingerprint())
}

function fingerprint() {
  const manifest = readJson(at('package.json'))
  const parts = [
    kinds.map((kind) => manifest[kind]),
    manifest.overrides,
    [process.versions.modules, process.platform, process.arch],
  ]
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
}

/** npm notes in node_modules what it installed, as the last act of an install that succeeded. */
function matchesLockfile() {
  const note = at('node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const manifest = readJson(at('package.json'))
  const { '': asked, ...wanted } = readJson(at('package-lock.json')).packages
  const installed = readJson(note).packages
  return (
    kinds.every((kind) => isDeepStrictEqual(manifest[kind] ?? {}, asked[kind] ?? {})) &&
    Object.entries(wanted).every(([path, { version, optional }]) =>
      installed[path] ? installed[path].version === version && existsSync(at(path)) : optional === true,
    )
  )
}

/** better-sqlite3 is compiled for one version of Node: the files may be there and yet not load. */
async function nativeCodeRuns() {
  const { code } = await run([process.execPath, '-e', `new (require('better-sqlite3'))(':memory:')`])
  return code === 0
}

async function installWithNpm() {
  rmSync(stamp, { force: true })
  // NODE_ENV=production would leave out the tools that build and test.
  await step(
    'Installing packages with npm ci (a minute or two; SQLite may have to be compiled)',
    [...npm(), 'ci', '--include=dev', '--no-audit', '--no-fund'],
    {
      env: ownHeaders(),
      failed: 'The packages could not be installed.',
      advice: [
        'If the output speaks of node-gyp: SQLite had to be compiled, and that needs Python and a C++ compiler.',
        '  Debian, Ubuntu: apt-get install -y python3 make g++      macOS: xcode-select --install',
        'If it speaks of the network: check the connection and "npm config get registry".',
        'If it says that package.json and package-lock.json are not in sync: run npm install.',
        'Then run the same command again; it starts the install anew.',
      ],
    },
  )
  if (await nativeCodeRuns()) return
  throw new Failure('The packages are installed, but SQLite (better-sqlite3) does not load.', {
    advice: [
      'npm may be told not to run install scripts: "npm config get ignore-scripts" should say false.',
      'Otherwise "npm rebuild better-sqlite3" shows what is wrong. Then run the same command again.',
    ],
  })
}

/** Most Nodes bring the headers that SQLite is compiled with; node-gyp would download them from nodejs.org. */
function ownHeaders() {
  const folder = dirname(dirname(process.execPath))
  const file = join(folder, 'include', 'node', 'node_version.h')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1],
  )
  return numbers.join('.') === process.versions.node ? { npm_config_nodedir: folder } : {}
}
