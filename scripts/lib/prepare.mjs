import { build, isBuilt } from './build.mjs'
import { install, isInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { checkNodeVersion } from './node-version.mjs'

/** Packages as package-lock.json asks for them. Does nothing when they are. */
export async function prepareInstall() {
  checkNodeVersion()
  if (isInstalled()) return
  await withLock(async () => {
    if (!isInstalled()) await install()
  })
}

/** dist/ as the sources give it. Does nothing when it is. */
export async function prepareBuild() {
  if (isBuilt()) return
  await withLock(async () => {
    if (!isBuilt()) await build()
  })
}
