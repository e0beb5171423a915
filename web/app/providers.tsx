import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ReverifyProgress } from '../../shared/endpoint.ts'
import { ApiError } from '../api/client.ts'
import { reverifiedWords } from '../lib/reverify-words.ts'
import { LiveProvider } from '../live/live-provider.tsx'
import { cssVariables, theme } from '../theme/theme.ts'

// Nothing is to be said while the page loads: what says it comes after.
const Notifications = lazy(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
)

const colorSchemeManager = localStorageColorSchemeManager({ key: 'hooklens.color-scheme' })

/** Loaded when there is something to say. */
const tellReverified = (done: ReverifyProgress) =>
  void import('../components/notify.ts').then(({ notifyDone }) => notifyDone(reverifiedWords(done)))

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            networkMode: 'always',
            refetchOnWindowFocus: false,
            // A refusal stays one when asked again; a server that restarts is back in a moment.
            retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status >= 500),
            retryDelay: (attempt) => 300 * 2 ** attempt,
          },
          mutations: { networkMode: 'always' },
        },
      }),
  )
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={client}>
        <LiveProvider onReverified={tellReverified}>{children}</LiveProvider>
      </QueryClientProvider>
      <Suspense>
        <Notifications position="bottom-center" containerWidth={380} />
      </Suspense>
    </MantineProvider>
  )
}
