import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { inject } from 'vitest'
import { findWorkersBy } from '../threads/worker-entry.ts'

const server = resolve(import.meta.dirname, '..')
const folder = inject('compiledWorkers')

/** In tests, threads run what `compile-workers.ts` has compiled. */
findWorkersBy((source) => {
  const compiled = join(folder, relative(server, fileURLToPath(source)).replace(/\.ts$/, '.mjs'))
  return existsSync(compiled) ? pathToFileURL(compiled) : source
})
