import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the compiled workers, which lie in it as their sources lie in `server`. */
    compiledWorkers: string
  }
}

const server = resolve(import.meta.dirname, '..')

/**
 * Compiles the workers once for all test files: each server of a test starts threads, and to transform their
 * sources in each thread takes most of the time of the tests. Each run has a folder of its own, below
 * `node_modules` so that packages are found from there.
 */
export default async function compileWorkers(project: TestProject) {
  const cache = resolve(server, '../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'test-workers-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      root: server,
      build: {
        ssr: true,
        target: 'node20',
        outDir: folder,
        rollupOptions: { input: workers(), output: { entryFileNames: '[name].mjs' } },
      },
    })
  } catch (error) {
    remove()
    throw error
  }
  project.provide('compiledWorkers', folder)
  return remove
}

/** Every `*-worker.ts` of the server, by its path in it without the extension. */
function workers(): Record<string, string> {
  const paths = readdirSync(server, { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    paths
      .filter((path) => path.endsWith('-worker.ts'))
      .map((path) => [path.replaceAll('\\', '/').replace(/\.ts$/, ''), join(server, path)]),
  )
}
