import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { View } from '../../../shared/view.ts'
import { viewsQuery } from '../../api/views.ts'
import { errorText } from '../../components/message.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { visibleString } from '../../lib/visible-text.ts'
import rail from '../rail.module.css'
import { useViewCounts } from './use-view-counts.ts'
import styles from './views.module.css'

const ViewMenu = lazy(() => import('./view-menu.tsx').then((module) => ({ default: module.ViewMenu })))

/** The saved views in the rail; nothing while there are none. */
export function Views({ q, current }: { q: string; current: View | null }) {
  const { data: views = [], isError, error } = useQuery(viewsQuery)
  const counts = useViewCounts(views)
  if (views.length === 0 && !isError) return null
  return (
    <section aria-labelledby="views-head">
      <div className={rail.head}>
        <h2 id="views-head">Views</h2>
      </div>
      {isError && views.length === 0 && (
        <p role="alert" className={rail.problem}>
          {errorText(error)}
        </p>
      )}
      <ul>
        {views.map((view, index) => (
          <li key={view.id} className={rail.item} data-current={view.id === current?.id}>
            <Link
              to="/"
              search={{ q: view.query }}
              className={styles.link}
              title={visibleString(view.query)}
              aria-current={view.id === current?.id ? 'page' : undefined}
            >
              <span className={rail.label}>
                <VisibleText text={view.name} />
              </span>
              <span className={styles.count}>{counts.get(view.query) ?? '…'}</span>
            </Link>
            <Suspense fallback={<span className={styles.place} />}>
              <ViewMenu view={view} index={index} last={index === views.length - 1} q={q} />
            </Suspense>
          </li>
        ))}
      </ul>
    </section>
  )
}
