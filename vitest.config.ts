import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Limits for tests that hang, not for machines that are busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    include: ['{shared,server,web}/**/*.test.ts', 'scripts/**/*.test.mjs'],
    exclude: ['server/conformance/**'],
  },
})
