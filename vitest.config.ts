import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Limits for tests that hang, not for machines that are busy.
    testTimeout: 60_000,
    // Much of a test is waiting: for disks, threads and servers.
    maxWorkers: '100%',
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Threads start far faster from workers that are compiled once a run.
    globalSetup: ['server/testing/compile-workers.ts'],
    setupFiles: ['server/testing/use-compiled-workers.ts'],
    include: ['{shared,server,web}/**/*.test.ts', 'scripts/**/*.test.mjs'],
    exclude: ['server/conformance/**'],
  },
})
