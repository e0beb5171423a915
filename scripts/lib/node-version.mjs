import { Failure } from './failure.mjs'
import { at, readJson } from './root.mjs'

/** @throws Failure when this Node is older than package.json asks for */
export function checkNodeVersion(running = process.versions.node) {
  const wanted = readJson(at('package.json')).engines.node.replace('>=', '')
  const [major, minor] = running.split('.').map(Number)
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number)
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  throw new Failure(`Hooklens needs Node ${wanted} or newer; this is Node ${running}.`, {
    advice: [
      'Install a newer one from https://nodejs.org, or with nvm: nvm install 22',
      'Then run the same command again.',
    ],
  })
}
