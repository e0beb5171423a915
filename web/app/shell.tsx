import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { NewEndpointDialog } from '../features/endpoints/new-endpoint-dialog.tsx'
import { SampleDialog } from '../features/first-run/sample-dialog.tsx'
import { useShortcut, useShortcutKeys } from '../lib/use-shortcut.ts'
import { type PageActions, PageActionsContext } from './page-context.ts'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { useCurrent } from './use-current.ts'
import { useOpenSample } from './use-open-sample.ts'
import { useTabAlert } from './use-tab-alert.ts'

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const HelpDialog = lazy(() => import('./help-dialog.tsx').then((module) => ({ default: module.HelpDialog })))

/** The frame: the rail, the page beside it, and the dialogs that any of them opens. */
export function Shell() {
  const [dialog, setDialog] = useState<'endpoint' | 'sample' | 'help' | 'rail' | null>(null)
  const [sampleSlug, setSampleSlug] = useState<string | null>(null)
  const [paletteUsed, setPaletteUsed] = useState(false)
  const narrow = useMediaQuery('(max-width: 699.98px)', false, { getInitialValueInEffect: false })
  const path = useRouterState({ select: (state) => state.location.href })
  const navigate = useNavigate()
  const { slug } = useCurrent()
  const openSample = useOpenSample()
  const close = () => setDialog(null)

  const actions = useMemo<PageActions>(
    () => ({
      newEndpoint: () => setDialog('endpoint'),
      sendSample: (forSlug) => {
        setSampleSlug(forSlug ?? null)
        setDialog('sample')
      },
      openHelp: () => setDialog('help'),
      openRail: () => setDialog('rail'),
    }),
    [],
  )

  useTabAlert()
  useShortcutKeys()
  useShortcut('help', actions.openHelp)
  useShortcut('goNew', actions.newEndpoint)
  useShortcut('sample', () => actions.sendSample(slug ?? undefined))
  useShortcut('goEvents', () => void navigate({ to: '/' }))
  useShortcut('palette', () => setPaletteUsed(true), !paletteUsed)
  useEffect(() => setDialog((open) => (open === 'rail' ? null : open)), [path])

  return (
    <PageActionsContext value={actions}>
      <div className={styles.shell}>
        {!narrow && <Rail className={styles.rail} />}
        <Outlet />
      </div>
      {narrow && (
        <Drawer
          opened={dialog === 'rail'}
          onClose={close}
          size={280}
          padding={0}
          withCloseButton={false}
          aria-label="Endpoints and settings"
        >
          <Rail className={styles.drawer} />
        </Drawer>
      )}
      <NewEndpointDialog
        opened={dialog === 'endpoint'}
        onClose={close}
        onCreated={(endpoint) => {
          close()
          void navigate({ to: '/endpoints/$slug', params: { slug: endpoint.slug } })
        }}
      />
      <SampleDialog
        opened={dialog === 'sample'}
        slug={sampleSlug ?? slug}
        onClose={close}
        onSent={(sample, sentTo) => {
          close()
          void openSample(sample.eventId, sentTo)
        }}
      />
      <Suspense>
        {dialog === 'help' && <HelpDialog onClose={close} />}
        {paletteUsed && <Palette />}
      </Suspense>
    </PageActionsContext>
  )
}
