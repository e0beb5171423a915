import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { verdicts } from '../../shared/verdict.ts'
import { endpointsQuery, reverifyEvents } from '../api/endpoints.ts'
import { notifyFailed } from '../components/notify.ts'
import { withTerm } from '../lib/filter.ts'
import { storedEvents } from '../lib/stored-events.ts'
import { useShortcut } from '../lib/use-shortcut.ts'
import { usePageActions } from './page-context.ts'
import styles from './palette.module.css'
import { useCurrent } from './use-current.ts'

/** The command palette: go, filter, act. Loaded, and opened, when it is first asked for. */
export function Palette() {
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const { q, slug, endpoint: current } = useCurrent()
  const navigate = useNavigate()
  const actions = usePageActions()
  useShortcut('palette', spotlight.toggle)
  useEffect(() => spotlight.open(), [])

  const filter = (next: string) => void navigate({ to: '/', search: next === '' ? {} : { q: next } })
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Endpoints',
      actions: [
        { id: 'all', label: 'All events', onClick: () => filter('') },
        ...endpoints.map((endpoint) => ({
          id: endpoint.id,
          label: endpoint.name,
          description: `/in/${endpoint.slug}`,
          onClick: () => filter(`endpoint:${endpoint.slug}`),
        })),
        ...endpoints.map((endpoint) => ({
          id: `${endpoint.id}-settings`,
          label: `Settings of ${endpoint.name}`,
          onClick: () => void navigate({ to: '/endpoints/$slug', params: { slug: endpoint.slug } }),
        })),
      ],
    },
    {
      group: 'Show',
      actions: verdicts.map((verdict) => ({
        id: verdict,
        label: `Only ${verdict} events`,
        onClick: () => filter(withTerm(q, 'verdict', verdict)),
      })),
    },
    {
      group: 'Do',
      actions: [
        { id: 'sample', label: 'Send a signed sample', onClick: () => actions.sendSample(slug ?? undefined) },
        ...(current ? [current] : endpoints)
          .filter((endpoint) => storedEvents(endpoint) > 0)
          .map((endpoint) => ({
            id: `${endpoint.id}-reverify`,
            label: `Check stored events of ${endpoint.name} again`,
            onClick: () => {
              // There one sees how far it is.
              filter(`endpoint:${endpoint.slug}`)
              reverifyEvents(endpoint.id).catch((error) =>
                notifyFailed('The events were not all checked', error),
              )
            },
          })),
        {
          id: 'paste',
          label: 'Paste a request',
          onClick: () => void navigate({ to: '/paste', search: q === '' ? {} : { q } }),
        },
        { id: 'new', label: 'New endpoint', onClick: actions.newEndpoint },
        { id: 'help', label: 'Keyboard shortcuts', onClick: actions.openHelp },
      ],
    },
  ]
  return (
    <Spotlight
      actions={groups}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={380}
      nothingFound="Nothing is called that."
      classNames={{ action: styles.action ?? '', actionsGroup: styles.group ?? '' }}
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: 'Go to an endpoint, filter, or do something',
        'aria-label': 'Command',
      }}
    />
  )
}
