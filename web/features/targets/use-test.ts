import { useMutation, useQueryClient } from '@tanstack/react-query'
import { testTarget } from '../../api/targets.ts'

/** Sends a test to a target, and keeps what came of it while its page is open. */
export function useTest(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => testTarget(id),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['targets'] }),
        client.invalidateQueries({ queryKey: ['deliveries'] }),
      ]),
  })
}

export type Test = ReturnType<typeof useTest>
