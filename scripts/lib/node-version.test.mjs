import { expect, test } from 'vitest'
import { checkNodeVersion } from './node-version.mjs'

test('takes the oldest Node that package.json allows, and newer ones', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0']) checkNodeVersion(version)
})

test('names both versions when this Node is too old', () => {
  for (const version of ['18.20.4', '20.18.9']) {
    expect(() => checkNodeVersion(version)).toThrow(
      `Hooklens needs Node 20.19 or newer; this is Node ${version}.`,
    )
  }
})
