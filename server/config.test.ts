import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { tempDir } from './testing/temp-dir.ts'

it('takes flags before the environment and the environment before defaults', () => {
  expect(readConfig({}, {})).toMatchObject({
    host: '127.0.0.1',
    port: 4400,
    publicUrl: null,
    maxBodyBytes: 5_242_880,
  })
  expect(readConfig({}, { HOOKLENS_PORT: '1', PORT: '2' }).port).toBe(1)
  expect(readConfig({}, { PORT: '2' }).port).toBe(2)
  expect(readConfig({ port: '3' }, { HOOKLENS_PORT: '1' }).port).toBe(3)
  expect(readConfig({ publicUrl: 'https://a.example/' }, {}).publicUrl).toBe('https://a.example')
})

it('takes an empty setting for none', () => {
  const empty = {
    HOOKLENS_HOST: '',
    HOOKLENS_PORT: '',
    PORT: '5',
    HOOKLENS_DATA_DIR: '',
    HOOKLENS_CONFIG: '',
  }
  expect(readConfig({ publicUrl: '' }, empty)).toEqual(readConfig({ port: '5' }, {}))
})

it.each([
  [{ port: 'x' }, {}, '--port'],
  [{ port: '70000' }, {}, '--port'],
  [{ maxBodyBytes: '-1' }, {}, '--max-body-bytes'],
  [{ publicUrl: 'hooks.example' }, {}, 'HOOKLENS_PUBLIC_URL'],
  [{ publicUrl: 'https://a.example/path' }, {}, 'HOOKLENS_PUBLIC_URL'],
  [{ config: '/no/such/file.json' }, {}, 'HOOKLENS_CONFIG'],
  [{ sendPolicy: 'all' }, {}, 'HOOKLENS_SEND_POLICY'],
  [{}, { HOOKLENS_SEND_ALLOW: 'localhost,10.0.0.0/33' }, 'HOOKLENS_SEND_ALLOW: "10.0.0.0/33"'],
  [{}, { HOOKLENS_ADMIN_TOKEN: 'x' }, 'HOOKLENS_ADMIN_TOKEN'],
  [{}, { HOOKLENS_DATABASE_URL: 'postgres://x' }, 'HOOKLENS_DATABASE_URL'],
])('refuses %o %o and names the setting', (flags, env, name) => {
  expect(() => readConfig(flags, env)).toThrow(name)
})

it('reads both names of Stack’s secret', () => {
  const { secrets } = readConfig({}, { STACK_WEBHOOK_SECRET: 'a', HEXCLAVE_WEBHOOK_SECRET: 'b' })
  expect(secrets.map(({ endpointSlug, secret }) => [endpointSlug, secret])).toEqual([
    ['stack', 'a'],
    ['stack', 'b'],
  ])
})

it('reads endpoints from a file and their secrets from the environment', () => {
  const config = file({ endpoints: [{ slug: 'billing', secrets: [{ env: 'BILLING' }] }] })
  expect(readConfig({ config }, { BILLING: 'whsec_x' })).toMatchObject({
    endpoints: [{ slug: 'billing', name: 'billing' }],
    secrets: [{ endpointSlug: 'billing', label: 'BILLING', secret: 'whsec_x' }],
  })
  expect(() => readConfig({ config }, {})).toThrow('BILLING, which is not set')
})

it('lets a server that only this machine reaches send anywhere, and others to the public internet', () => {
  const policyOf = (host: string) => readConfig({ host }, {}).send
  for (const host of ['127.0.0.1', '127.0.0.9', 'localhost', '::1']) {
    expect(policyOf(host)).toEqual({ policy: 'any', allow: [] })
  }
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.evil.example', 'hooks.example']) {
    expect(policyOf(host)).toEqual({ policy: 'public', allow: [] })
  }
})

it('takes a server on loopback for a team’s when people reach it by another name, as behind a proxy', () => {
  expect(readConfig({ publicUrl: 'https://hooks.example' }, {}).send.policy).toBe('public')
  expect(readConfig({ publicUrl: 'http://localhost:8080' }, {}).send.policy).toBe('any')
  expect(readConfig({ publicUrl: 'http://[::1]:8080' }, {}).send.policy).toBe('any')
  expect(readConfig({ publicUrl: 'https://hooks.example', sendPolicy: 'any' }, {}).send.policy).toBe('any')
})

it('takes where it may send from flags before the environment, and from there before the file', () => {
  const config = file({ send: { policy: 'public', allow: ['10.0.0.0/8', '*.internal.example'] } })
  expect(readConfig({ config }, {}).send).toEqual({
    policy: 'public',
    allow: ['10.0.0.0/8', '*.internal.example'],
  })
  const env = { HOOKLENS_SEND_POLICY: 'any', HOOKLENS_SEND_ALLOW: ' localhost , fd00::/8,' }
  expect(readConfig({ config }, env).send).toEqual({ policy: 'any', allow: ['localhost', 'fd00::/8'] })
  expect(readConfig({ config, sendPolicy: 'public', sendAllow: '::1' }, env).send).toEqual({
    policy: 'public',
    allow: ['::1'],
  })
})

it.each([
  ['{', 'JSON'],
  ['{"endpoint":[]}', 'endpoint'],
  ['{"endpoints":[{"slug":"A B"}]}', 'slug'],
  ['{"send":{"policy":"all"}}', 'policy'],
  ['{"send":{"allow":["http://a.example"]}}', '"http://a.example" is not an address'],
])('explains the file %s', (text, words) => {
  expect(() => readConfig({ config: file(text) }, {})).toThrow(words)
})

function file(content: string | object): string {
  const path = join(tempDir(), 'config.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
