import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ComparePage, readCompareView } from '../features/compare/compare-page.tsx'
import { usePageActions } from './page-context.ts'

/** Two events, or what was made of one, compared. */
export function CompareRoute() {
  const { a = '', b = '' } = useParams({ strict: false })
  const { view } = useSearch({ strict: false })
  const navigate = useNavigate()
  return (
    <ComparePage
      key={`${a} ${b}`}
      a={a}
      b={b}
      view={readCompareView(view)}
      onView={(next) =>
        void navigate({ to: '/compare/$a/$b', params: { a, b }, search: { view: next }, replace: true })
      }
      onSwap={() =>
        void navigate({
          to: '/compare/$a/$b',
          params: { a: b, b: a },
          search: view === undefined ? {} : { view },
          replace: true,
        })
      }
      onPair={(first, second) =>
        void navigate({
          to: '/compare/$a/$b',
          params: { a: first, b: second },
          search: view === undefined ? {} : { view },
          replace: true,
        })
      }
      onOpenRail={usePageActions().openRail}
    />
  )
}
