import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { viewsQuery } from '../api/views.ts'
import { allThatMatch, type ChosenEvents } from '../lib/chosen-events.ts'
import { useShortcut, useShortcutKeys } from '../lib/use-shortcut.ts'
import type { DialogName } from './dialogs.tsx'
import { type PageActions, PageActionsContext } from './page-context.ts'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { useCurrent } from './use-current.ts'
import { useTabAlert } from './use-tab-alert.ts'

const Dialogs = lazy(() => import('./dialogs.tsx').then((module) => ({ default: module.Dialogs })))
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const RailDrawer = lazy(() => import('./rail-drawer.tsx').then((module) => ({ default: module.RailDrawer })))

/** The frame: the rail, the page beside it, and the dialogs that any of them opens. */
export function Shell() {
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const [sample, setSample] = useState<{ slug: string | null; what: string | null }>({
    slug: null,
    what: null,
  })
  const [chosen, setChosen] = useState<ChosenEvents>(allThatMatch(''))
  const [drawer, setDrawer] = useState(false)
  const [used, setUsed] = useState({ dialogs: false, palette: false })
  const narrow = useMediaQuery('(max-width: 699.98px)', false, { getInitialValueInEffect: false })
  const path = useRouterState({ select: (state) => state.location.href })
  const navigate = useNavigate()
  const { q, slug, view } = useCurrent()
  const { data: views = [] } = useQuery(viewsQuery)

  const actions = useMemo<PageActions>(() => {
    const open = (name: DialogName) => {
      setUsed((before) => ({ ...before, dialogs: true }))
      setDialog(name)
    }
    return {
      newEndpoint: () => open('endpoint'),
      sendSample: (forSlug = null, what = null) => {
        setSample({ slug: forSlug, what })
        open('sample')
      },
      exportEvents: (events) => {
        setChosen(events)
        open('export')
      },
      replayEvents: (events) => {
        setChosen(events)
        open('replay')
      },
      importEvents: () => open('import'),
      openHelp: () => open('help'),
      openRail: () => setDrawer(true),
    }
  }, [])

  useTabAlert()
  useShortcutKeys()
  useShortcut('help', actions.openHelp)
  useShortcut('goNew', actions.newEndpoint)
  useShortcut('sample', () => actions.sendSample(slug ?? undefined))
  useShortcut('goImport', actions.importEvents)
  useShortcut('goReplays', () => void navigate({ to: '/replays' }))
  useShortcut('goEvents', () => void navigate({ to: '/' }))
  useShortcut('goView', () => {
    const next = views[views.findIndex(({ id }) => id === view?.id) + 1] ?? views[0]
    if (next) void navigate({ to: '/', search: { q: next.query } })
  })
  useShortcut('goCatalogue', () => void navigate({ to: '/catalogue' }))
  useShortcut('goTargets', () => void navigate({ to: '/targets' }))
  useShortcut('goProbe', () => void navigate({ to: '/probe' }))
  useShortcut('goPaste', () => void navigate({ to: '/paste', search: q === '' ? {} : { q } }))
  useShortcut('goHandlers', () => void navigate({ to: '/handlers', search: q === '' ? {} : { q } }))
  useShortcut('palette', () => setUsed((before) => ({ ...before, palette: true })), !used.palette)
  useEffect(() => setDrawer(false), [path])

  return (
    <PageActionsContext value={actions}>
      <div className={styles.shell}>
        {!narrow && <Rail className={styles.rail} />}
        <Outlet />
      </div>
      <Suspense>{narrow && <RailDrawer opened={drawer} onClose={() => setDrawer(false)} />}</Suspense>
      <Suspense>
        {used.dialogs && (
          <Dialogs
            open={dialog}
            slug={sample.slug ?? slug}
            what={sample.what}
            chosen={chosen}
            onClose={() => setDialog(null)}
          />
        )}
        {used.palette && <Palette />}
      </Suspense>
    </PageActionsContext>
  )
}
