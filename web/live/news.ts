import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Has what the page holds fetched anew after news: at once where it is shown. What is on its way for the first time was
 * asked for before the news, and TanStack Query asks for nothing twice at a time: its turn comes when it is there.
 */
export async function refetch(
  client: QueryClient,
  filters: { queryKey: QueryKey; predicate?: (query: Query) => boolean },
): Promise<void> {
  // What the predicate says of them is not known before they are there.
  const onTheWay = client.getQueryCache().findAll({ queryKey: filters.queryKey, fetchStatus: 'fetching' })
  const refetchOnceThere = async (query: Query) => {
    await query.promise?.catch(() => {})
    await client.invalidateQueries({ ...filters, queryKey: query.queryKey, exact: true })
  }
  await Promise.all([
    client.invalidateQueries(filters),
    ...onTheWay.filter(({ state }) => state.data === undefined).map(refetchOnceThere),
  ])
}

/** Puts news into what the page holds, now and over every older answer that may be on its way, when it is there. */
export async function applyNews(
  client: QueryClient,
  queryKeys: readonly QueryKey[],
  apply: () => void,
): Promise<void> {
  apply()
  const onTheWay = queryKeys.flatMap(
    (queryKey) => client.getQueryCache().find({ queryKey, fetchStatus: 'fetching' }) ?? [],
  )
  await Promise.all(onTheWay.map((query) => query.promise?.then(apply, () => {})))
}
