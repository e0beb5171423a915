import type { InvalidateQueryFilters, Query, QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Has what the page holds fetched anew after news: at once where it is shown. What is on its way for the first time was
 * asked for before the news, and TanStack Query asks for nothing twice at a time: its turn comes when it is there.
 */
export async function refetch(client: QueryClient, filters: InvalidateQueryFilters): Promise<void> {
  const onTheWay = client.getQueryCache().findAll({ ...only(filters), fetchStatus: 'fetching' })
  const refetchOnceThere = async (query: Query) => {
    await query.promise?.catch(() => {})
    await client.invalidateQueries({ ...filters, queryKey: query.queryKey, exact: true })
  }
  await Promise.all([
    client.invalidateQueries(filters),
    ...onTheWay.filter(({ state }) => state.data === undefined).map(refetchOnceThere),
  ])
}

/** What is asked for, whatever its data will be. */
const only = ({ queryKey, exact }: InvalidateQueryFilters) => ({
  ...(queryKey && { queryKey }),
  ...(exact !== undefined && { exact }),
})

/** Puts news into what the page holds, now and, where an older answer may be on its way, over that too when it is there. */
export async function applyNews(client: QueryClient, queryKey: QueryKey, apply: () => void): Promise<void> {
  apply()
  const query = client.getQueryCache().find({ queryKey, fetchStatus: 'fetching' })
  await query?.promise?.then(apply, () => {})
}
