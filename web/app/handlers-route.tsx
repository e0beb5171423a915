import { useNavigate, useSearch } from '@tanstack/react-router'
import { HandlersPage } from '../features/handlers/handlers-page.tsx'
import { usePageActions } from './page-context.ts'
import { useCurrent } from './use-current.ts'

/** Code that receives the webhooks. */
export function HandlersRoute() {
  const { slug } = useCurrent()
  const { types = null } = useSearch({ strict: false })
  const navigate = useNavigate()
  const actions = usePageActions()
  return (
    <HandlersPage
      slug={slug}
      types={types}
      onTypes={(chosen) =>
        void navigate({
          to: '/handlers',
          search: ({ types: _, ...before }) => (chosen === null ? before : { ...before, types: chosen }),
          replace: true,
        })
      }
      onOpenRail={actions.openRail}
    />
  )
}
