// npm run build [-- --clean]: dist/ as the sources give it; --clean makes all of it anew.
import { build, cleanBuild, isBuilt } from './lib/build.mjs'
import { main } from './lib/failure.mjs'
import { withLock } from './lib/lock.mjs'
import { prepareInstall } from './lib/prepare.mjs'

await main(async () => {
  await prepareInstall()
  await withLock(async () => {
    if (process.argv.includes('--clean')) cleanBuild()
    if (isBuilt()) console.log('dist/ is up to date.')
    else await build()
  })
})
