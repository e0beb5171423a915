import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Hooklens } from './fixtures/hooklens.ts'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const canLimit = existsSync('/usr/bin/prlimit')

test('asks senders to come again while the disk is full, keeps what it has, and recovers by itself', async ({
  hooklens,
  api,
}) => {
  test.skip(!canLimit, 'needs prlimit, which sets how much a running process may write')
  await api.addSecret('stack', { secret: newSecret(), label: 'production' })
  const kept: string[] = []
  const accept = async () => {
    const { status, reply } = await send(hooklens.ingestUrl)
    expect(status).toBe(200)
    kept.push(reply?.id ?? '')
  }
  for (let i = 0; i < 20; i++) await accept()

  limitFileSize(hooklens, statSync(join(hooklens.dataDir, 'hooklens.db-wal')).size)
  const refused = await fetch(hooklens.ingestUrl, { method: 'POST', body: stackPayload() })
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' })
  expect((await fetch(`${hooklens.baseUrl}/readyz`)).status).toBe(503)
  expect((await fetch(`${hooklens.baseUrl}/healthz`)).status).toBe(200)
  expect((await api.listEvents()).events.map(({ id }) => id).sort()).toEqual([...kept].sort())

  limitFileSize(hooklens, 'unlimited')
  await accept()
  expect((await fetch(`${hooklens.baseUrl}/readyz`)).status).toBe(200)

  await hooklens.kill()
  await hooklens.restart()
  expect((await api.listEvents()).events.map(({ id }) => id).sort()).toEqual([...kept].sort())
})

/** Writes beyond the limit fail as they do on a full disk. Only the soft limit is set: it can be lifted again. */
function limitFileSize({ pid }: Hooklens, bytes: number | 'unlimited'): void {
  execFileSync('/usr/bin/prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])
}
