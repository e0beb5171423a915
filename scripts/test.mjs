// npm test [-- --only types,lint,unit,e2e]: everything, from an empty clone on.
import { parseArgs } from 'node:util'
import { findBrowser } from './lib/browser.mjs'
import { Failure, main } from './lib/failure.mjs'
import { runPlan } from './lib/plan.mjs'
import { prepareBuild, prepareInstall } from './lib/prepare.mjs'
import { checkTypes, lint, runBrowserTests, runUnitTests } from './lib/suites.mjs'

const parts = [
  { name: 'Install', run: prepareInstall },
  { name: 'Build', needs: ['Install'], run: prepareBuild },
  { name: 'Types', needs: ['Install'], run: checkTypes },
  { name: 'Lint', needs: ['Install'], run: lint },
  { name: 'Unit', needs: ['Install'], run: runUnitTests },
  { name: 'Browser', needs: ['Install'], run: findBrowser },
  { name: 'E2E', needs: ['Build', 'Browser'], run: (results) => runBrowserTests(results.get('Browser')) },
]

await main(() => runPlan(select(readOnly())))

function readOnly() {
  try {
    const { only } = parseArgs({ options: { only: { type: 'string' } } }).values
    return only?.toLowerCase().split(',') ?? null
  } catch (error) {
    throw new Failure(error.message, { exitCode: 2, advice: ['npm test -- --only types,lint,unit,e2e'] })
  }
}

/** The parts asked for and what they stand on. */
function select(only) {
  if (only === null) return parts
  const unknown = only.filter((name) => !parts.some((part) => part.name.toLowerCase() === name))
  if (unknown.length > 0) {
    const known = parts.map((part) => part.name.toLowerCase()).join(', ')
    throw new Failure(`There is no part "${unknown[0]}".`, {
      exitCode: 2,
      advice: [`The parts are ${known}.`],
    })
  }
  const wanted = new Set()
  const want = (part) => {
    wanted.add(part)
    for (const need of part.needs ?? []) want(parts.find(({ name }) => name === need))
  }
  for (const name of only) want(parts.find((part) => part.name.toLowerCase() === name))
  return parts.filter((part) => wanted.has(part))
}
