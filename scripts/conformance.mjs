// node scripts/conformance.mjs [directory]
// Runs server/conformance on vectors and payloads from outside the project; by default ../shared/data.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const data = process.argv[2] ? resolve(process.argv[2]) : join(root, '..', 'shared', 'data')

for (const needed of ['svix-vectors.json', 'stack-payloads']) {
  if (existsSync(join(data, needed))) continue
  console.error(`There is no ${needed} in ${data}.`)
  console.error('Name the directory that holds it: node scripts/conformance.mjs <directory>')
  process.exit(2)
}

const vitest = await startVitest('test', [], {
  root,
  config: false,
  watch: false,
  include: ['server/conformance/**/*.test.ts'],
  reporters: ['verbose'],
  env: { HOOKLENS_CONFORMANCE_DATA: data },
})
await vitest.close()
