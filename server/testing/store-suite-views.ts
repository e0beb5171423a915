import { beforeEach, describe, expect, it } from 'vitest'
import { NameTakenError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'

/** What every engine must do with views. */
export function describeViews(open: () => Promise<Store>): void {
  describe('views', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    const insert = (name: string, position: number | null = null) =>
      store.views.insert({ id: `view_${name}`, name, query: 'verdict:failed', createdAt: 7 }, position)
    const names = async () => (await store.views.list()).map(({ name }) => name)

    it('are kept as they were given, in their order', async () => {
      await insert('b')
      await insert('a')
      await insert('first', 0)
      await insert('beyond the end', 99)
      expect(await names()).toEqual(['first', 'b', 'a', 'beyond the end'])
      expect((await store.views.list())[0]).toEqual({
        id: 'view_first',
        name: 'first',
        query: 'verdict:failed',
        createdAt: 7,
      })
    })

    it('change in name, query and place, one by one', async () => {
      for (const name of ['a', 'b', 'c']) await insert(name)
      expect(await store.views.update('view_c', { position: 0 })).toBe(true)
      expect(await names()).toEqual(['c', 'a', 'b'])
      await store.views.update('view_c', { position: 2, name: 'C' })
      expect(await names()).toEqual(['a', 'b', 'C'])
      await store.views.update('view_a', { query: 'type:x' })
      expect((await store.views.list())[0]).toMatchObject({ name: 'a', query: 'type:x' })
      expect(await store.views.update('view_none', { name: 'x' })).toBe(false)
    })

    it('have names that differ by more than their case, and are left alone by a change that fails', async () => {
      await insert('Zoë')
      await insert('other')
      await expect(insert('ZOË')).rejects.toThrow(NameTakenError)
      await expect(store.views.update('view_other', { name: 'zoë', query: 'x' })).rejects.toThrow(
        NameTakenError,
      )
      expect(await store.views.list()).toMatchObject([
        { name: 'Zoë' },
        { name: 'other', query: 'verdict:failed' },
      ])
      expect(await store.views.update('view_Zoë', { name: 'zoË' })).toBe(true)
    })

    it('are gone when they are deleted, and their names are free', async () => {
      await insert('a')
      expect(await store.views.delete('view_a')).toBe(true)
      expect(await store.views.delete('view_a')).toBe(false)
      await insert('a')
      expect(await names()).toEqual(['a'])
    })
  })
}
