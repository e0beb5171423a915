import { expect, it } from 'vitest'
import { startApp } from '../testing/start-app.ts'

const failed = { name: 'Failed today', query: 'verdict:failed after:1d' }

it('keeps views, also over a restart, and tells everybody that they changed', async () => {
  const app = await startApp()
  const told: string[] = []
  app.ctx.bus.subscribe(({ kind }) => told.push(kind))
  const { status, json: view } = await app.api('POST', '/api/views', failed)
  expect(status).toBe(201)
  expect(view).toMatchObject({ ...failed, id: expect.stringMatching(/^view_/) })
  await app.api('POST', '/api/views', { name: 'First', query: 'type:user.*', position: 0 })
  expect((await app.api('PATCH', `/api/views/${view.id}`, { name: ' Failures ' })).json.name).toBe('Failures')
  expect(told).toEqual(['views', 'views', 'views'])
  const { dataDir } = app.ctx.config
  await app.close()

  const second = await startApp({ config: { dataDir } })
  const names = async () => (await second.api('GET', '/api/views')).json.views.map((one: any) => one.name)
  expect(await names()).toEqual(['First', 'Failures'])
  expect((await second.api('DELETE', `/api/views/${view.id}`)).status).toBe(204)
  expect(await names()).toEqual(['First'])
})

it('refuses what cannot be a view, and says why', async () => {
  const app = await startApp()
  await app.api('POST', '/api/views', failed)
  const codeOf = async (method: string, path: string, body?: unknown) => {
    const { status, json } = await app.api(method, path, body)
    return `${status} ${json.code}`
  }
  expect(await codeOf('POST', '/api/views', { ...failed, name: 'FAILED today' })).toBe('409 NAME_TAKEN')
  expect(await codeOf('POST', '/api/views', { name: 'x', query: 'colour:red' })).toBe('400 QUERY_UNREADABLE')
  expect(await codeOf('POST', '/api/views', { name: 'x', query: ' ' })).toBe('400 INVALID_INPUT')
  expect(await codeOf('POST', '/api/views', { name: ' ', query: 'abc' })).toBe('400 INVALID_INPUT')
  expect(await codeOf('PATCH', '/api/views/view_x', { name: 'x' })).toBe('404 VIEW_NOT_FOUND')
  expect(await codeOf('DELETE', '/api/views/view_x')).toBe('404 VIEW_NOT_FOUND')
  expect((await app.api('GET', '/api/views')).json.views).toHaveLength(1)
})

it('keeps a hundred views and no more', async () => {
  const app = await startApp()
  for (let i = 0; i < 100; i++) await app.api('POST', '/api/views', { name: `View ${i}`, query: 'abc' })
  const refused = await app.api('POST', '/api/views', failed)
  expect(refused).toMatchObject({ status: 409, json: { code: 'TOO_MANY_VIEWS' } })
})
