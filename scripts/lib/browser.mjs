import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { Failure } from './failure.mjs'
import { at, tool } from './root.mjs'
import { run } from './run.mjs'
import { step } from './step.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const INSTALL_LIMIT_MS = 300_000

/**
 * Finds a Chromium that runs, or installs one.
 * @returns {Promise<string>} its path
 * @throws Failure that lists what was tried
 */
export async function findBrowser() {
  const named = process.env.HOOKLENS_CHROMIUM
  if (named) {
    if (await runs(named)) return named
    throw new Failure(`HOOKLENS_CHROMIUM names ${named}, but that does not run.`, {
      advice: [
        `Try it: ${named} --version`,
        'Correct HOOKLENS_CHROMIUM, or unset it to have a browser looked for.',
      ],
    })
  }
  const tried = []
  const found = (await firstThatRuns([playwrightsOwn(), ...installed()], tried)) ?? (await installOne(tried))
  if (found) return found
  throw new Failure('There is no Chromium to test with, and none could be installed.', {
    advice: [
      'Tried, in this order:',
      ...tried.map((line) => `  ${line}`),
      'Install Chromium or Chrome, or set HOOKLENS_CHROMIUM to the path of one. Then run the same command again.',
    ],
  })
}

function playwrightsOwn() {
  const require = createRequire(at('package.json'))
  return require('playwright').chromium.executablePath()
}

function installed() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...new Set([...onPath, ...applications])].filter(existsSync)
}

async function firstThatRuns(paths, tried) {
  for (const path of paths) {
    const there = existsSync(path)
    if (there && (await runs(path))) return path
    tried.push(`${path}: ${there ? 'does not run' : 'not there'}`)
  }
  return null
}

/** A browser whose libraries are missing is there and yet of no use. */
async function runs(path) {
  const { code } = await run([path, '--version', '--no-sandbox'], { timeoutMs: 30_000 })
  return code === 0
}

async function installOne(tried) {
  const root = process.platform !== 'linux' || process.getuid?.() === 0
  // --with-deps asks for a password where we are not root.
  const withPlaywright = [...tool('playwright'), 'install', ...(root ? ['--with-deps'] : []), 'chromium']
  if (
    await attempt('Installing Chromium with Playwright', withPlaywright, 'playwright install chromium', tried)
  ) {
    const path = await firstThatRuns([playwrightsOwn()], tried)
    if (path) return path
  }
  if (!root || !existsSync('/usr/bin/apt-get')) return null
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await attempt('Reading the list of Debian packages', ['apt-get', 'update'], 'apt-get update', tried, env)
  const apt = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']
  if (!(await attempt('Installing Chromium with apt-get', apt, 'apt-get install chromium', tried, env)))
    return null
  return firstThatRuns(installed(), tried)
}

async function attempt(title, command, name, tried, env = {}) {
  try {
    await step(title, command, { env, timeoutMs: INSTALL_LIMIT_MS })
    return true
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const last = error.output.trim().split('\n').at(-1) ?? ''
    tried.push(`${name}: ${last.slice(0, 200) || 'failed'}`)
    console.log('  that did not work')
    return false
  }
}
