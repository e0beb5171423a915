// npm start: installs and builds what is missing or stale, then is the server.
import { pathToFileURL } from 'node:url'
import { main } from './lib/failure.mjs'
import { prepareBuild, prepareInstall } from './lib/prepare.mjs'
import { at } from './lib/root.mjs'

await main(async () => {
  await prepareInstall()
  await prepareBuild()
  // In this very process: signals, exit code and terminal are the server's own.
  const server = at('dist', 'server', 'main.js')
  process.argv[1] = server
  await import(pathToFileURL(server).href)
  return process.exitCode
})
