import { describe, expect, test } from 'vitest'
import { allowProblem, createPolicy } from './policy.ts'
import { readTargetUrl } from './target-url.ts'

const strict = createPolicy({ policy: 'public', allow: [] })

describe('the policy "public"', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '169.253.1.1',
    '198.17.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81b::200e',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
  ])('allows %s', (address) => {
    expect(strict.problem('target.example', address)).toBeNull()
  })

  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.178.1', 'private'],
    ['100.64.0.1', 'shared address space'],
    ['100.127.255.255', 'shared address space'],
    ['169.254.1.1', 'local link'],
    ['169.254.169.254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['192.0.0.192', 'metadata'],
    ['198.18.0.1', 'benchmarks'],
    ['198.19.255.255', 'benchmarks'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['192.0.0.1', 'reserved'],
    ['192.88.99.1', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['::', 'unspecified'],
    ['fe80::1', 'local link'],
    ['fe80::1%eth0', 'local link'],
    ['fec0::1', 'private'],
    ['fc00::1', 'private'],
    ['fdff::1', 'private'],
    ['fd00:ec2::254', 'metadata'],
    ['fd20:ce::254', 'metadata'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['2001:2::1', 'benchmarks'],
    ['2001:10::1', 'reserved'],
    ['100::1', 'reserved'],
    ['5f00::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['0:0:0:0:0:ffff:a00:1', 'private'],
    ['::ffff:169.254.169.254', 'metadata'],
    ['::127.0.0.1', 'reserved'],
    ['::ffff:0:10.0.0.1', 'reserved'],
    ['64:ff9b::127.0.0.1', 'loopback'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['64:ff9b:1::10.0.0.1', 'private'],
    ['2002:7f00:1::1', 'loopback'],
    ['2002:a00:1::', 'private'],
    ['2002:c0a8:101::1', 'private'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['not an address', 'no IP address'],
  ])('refuses %s: %s', (address, words) => {
    expect(strict.problem('target.example', address)).toContain(words)
  })

  test.each([
    'http://127.1',
    'http://0x7f.1',
    'http://0x7f000001',
    'http://2130706433',
    'http://017700000001',
    'http://0177.0.0.01',
    'http://127.0.0.1.',
    'http://１２７.0.0.1',
    'http://127。0。0。1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[0:0:0:0:0:ffff:7f00:0001]',
    'http://[::ffff:7f00:1]:80/path',
    'http://0',
  ])('sees through the spelling %s', (url) => {
    const { hostname } = readTargetUrl(url)
    expect(strict.problem(hostname, hostname)).toContain('this machine')
  })

  test('says what was refused and which setting allows it', () => {
    expect(strict.problem('db.example', '10.1.2.3')).toBe(
      'db.example is 10.1.2.3, a private network, where this server does not send. To allow it, name the host or its address in HOOKLENS_SEND_ALLOW or in send.allow of the config file.',
    )
    expect(strict.problem('127.0.0.1', '127.0.0.1')).toBe(
      '127.0.0.1 is this machine (loopback), where this server does not send. To allow it, name the address in HOOKLENS_SEND_ALLOW or in send.allow of the config file.',
    )
  })
})

describe('allow', () => {
  test.each([
    ['10.0.0.0/8', 'x.example', '10.9.9.9', true],
    ['10.0.0.0/8', 'x.example', '11.9.9.9', true],
    ['10.0.0.0/8', 'x.example', '192.168.0.1', false],
    ['10.0.0.0/8', 'x.example', '::ffff:10.0.0.1', true],
    ['10.0.0.0/8', 'x.example', '64:ff9b::10.0.0.1', true],
    ['10.0.0.0/8', 'x.example', '2002:a00:1::', true],
    ['127.0.0.1', 'localhost', '127.0.0.1', true],
    ['127.0.0.1', 'localhost', '127.0.0.2', false],
    ['127.0.0.1', 'localhost', '::1', false],
    ['[::1]', 'localhost', '0:0:0:0:0:0:0:1', true],
    ['fd00::/8', 'x.example', 'fd12::1', true],
    ['2002::/16', 'x.example', '2002:a00:1::', true],
    ['Backend.Internal', 'backend.internal', '10.0.0.1', true],
    ['backend.internal', 'BACKEND.internal.', '10.0.0.1', true],
    ['backend.internal.', 'backend.internal', '10.0.0.1', true],
    ['backend.internal', 'my-backend.internal', '10.0.0.1', false],
    ['backend.internal', 'backend.internal.evil.example', '10.0.0.1', false],
    ['*.internal', 'a.b.internal', '10.0.0.1', true],
    ['*.internal', 'internal', '10.0.0.1', false],
    ['*.internal', 'evilinternal', '10.0.0.1', false],
  ])('%s: %s at %s is allowed: %s', (entry, hostname, address, allowed) => {
    const policy = createPolicy({ policy: 'public', allow: [entry] })
    expect(policy.problem(hostname, address) === null).toBe(allowed)
  })

  test.each([
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0',
    '300.1.1.1',
    'a b',
    'http://a.example',
    '*',
    '*.',
    'a.*.b',
    '',
  ])('refuses the entry "%s"', (entry) => {
    expect(allowProblem(entry)).toContain(`"${entry}"`)
    expect(() => createPolicy({ policy: 'public', allow: [entry] })).toThrow(RangeError)
  })
})

test('the policy "any" allows everything', () => {
  const policy = createPolicy({ policy: 'any', allow: [] })
  expect(policy.problem('localhost', '127.0.0.1')).toBeNull()
})
