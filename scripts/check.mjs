// npm run check: the quick one. Types, lint and unit tests.
import { main } from './lib/failure.mjs'
import { runPlan } from './lib/plan.mjs'
import { prepareInstall } from './lib/prepare.mjs'
import { checkTypes, lint, runUnitTests } from './lib/suites.mjs'

await main(() =>
  runPlan([
    { name: 'Install', run: prepareInstall },
    { name: 'Types', needs: ['Install'], run: checkTypes },
    { name: 'Lint', needs: ['Install'], run: lint },
    { name: 'Unit', needs: ['Install'], run: runUnitTests },
  ]),
)
