import { expect, it, onTestFinished, vi } from 'vitest'
import { parseQuery } from '../../../shared/query/query.ts'
import { newEvent } from '../../testing/events.ts'
import { tempDir } from '../../testing/temp-dir.ts'
import { openSqliteStore } from './sqlite-store.ts'

const index = vi.hoisted(() => ({ deleted: vi.fn(), appended: vi.fn(), close: vi.fn() }))
vi.mock('./search/search-index.ts', () => ({ startSearchIndex: () => index }))

it('tells the index of deleted events once they are gone', async () => {
  const store = await openSqliteStore(tempDir(), () => {})
  onTestFinished(store.close)
  await store.endpoints.insert({ id: 'ep_a', slug: 'a', name: 'A', createdAt: 1 }, [])
  const { signal } = new AbortController()
  const ways: ((id: string, seq: number) => Promise<unknown>)[] = [
    (id) => store.events.delete(id),
    (id) => store.events.deleteByIds([id], signal),
    (_, seq) => store.events.deleteMatching(parseQuery(''), { from: seq, upTo: seq }, signal),
  ]
  for (const way of ways) {
    const event = newEvent()
    const seq = await store.events.append(event)
    let standing: Promise<unknown> | null = null
    index.deleted.mockImplementationOnce(() => {
      standing = store.events.get(event.id)
    })
    await way(event.id, seq)
    expect(await standing).toBeNull()
    expect(index.deleted).toHaveBeenCalledOnce()
    index.deleted.mockClear()
  }
})
