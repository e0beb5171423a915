import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { addTerm } from '../../shared/query/query.ts'
import { listAddress } from './list-address.ts'

/** Adds a term to the filter in the address. What is open stays open, unless the list has no room beside it. */
export function useAddTerm(): (term: string) => void {
  const navigate = useNavigate()
  return useCallback(
    (term) => {
      const isAlone = matchMedia('(max-width: 699.98px)').matches
      void navigate({
        to: isAlone ? '/' : '.',
        search: (before) => {
          const q = addTerm(before.q ?? '', term)
          return isAlone ? listAddress(q, before) : { ...before, q }
        },
      })
    },
    [navigate],
  )
}
