import { type CreateView, MAX_VIEWS, type UpdateView, type View } from '../../shared/view.ts'
import type { AppContext } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { readQuery } from '../read-query.ts'

export function listViews(ctx: AppContext): Promise<View[]> {
  return ctx.store.views.list()
}

/** @throws NameTakenError, AppError 400 or 409 */
export async function createView(ctx: AppContext, { name, query, position }: CreateView): Promise<View> {
  readQuery(query, 'query')
  if ((await listViews(ctx)).length >= MAX_VIEWS) {
    const message = `There are ${MAX_VIEWS} views already: delete one that is not needed.`
    throw new AppError(409, 'TOO_MANY_VIEWS', message)
  }
  const now = ctx.now()
  const view = { id: ctx.newId('view', now), name, query, createdAt: now }
  await ctx.store.views.insert(view, position ?? null)
  ctx.bus.publish({ kind: 'views' })
  return view
}

/** @throws NameTakenError, AppError 400 or 404 */
export async function updateView(ctx: AppContext, id: string, change: UpdateView): Promise<View> {
  if (change.query !== undefined) readQuery(change.query, 'query')
  if (!(await ctx.store.views.update(id, change))) throw noView(id)
  ctx.bus.publish({ kind: 'views' })
  const view = (await listViews(ctx)).find((one) => one.id === id)
  if (!view) throw noView(id)
  return view
}

/** @throws AppError 404 */
export async function deleteView(ctx: AppContext, id: string): Promise<void> {
  if (!(await ctx.store.views.delete(id))) throw noView(id)
  ctx.bus.publish({ kind: 'views' })
}

function noView(id: string): AppError {
  return notFound('view', `There is no view "${id}": it was deleted, or never made here.`)
}
