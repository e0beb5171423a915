import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { scenarios } from '../../shared/stack/scenarios/index.ts'
import { verdicts } from '../../shared/verdict.ts'
import { endpointsQuery, reverifyEvents } from '../api/endpoints.ts'
import { targetsQuery } from '../api/targets.ts'
import { viewsQuery } from '../api/views.ts'
import { notifyFailed } from '../components/notify.ts'
import { allThatMatch } from '../lib/chosen-events.ts'
import { withTerm } from '../lib/filter.ts'
import { shortId } from '../lib/format.ts'
import { storedEvents } from '../lib/stored-events.ts'
import { useNamedEntity } from '../lib/use-named-entity.ts'
import { runShortcut, useShortcut } from '../lib/use-shortcut.ts'
import { visibleString } from '../lib/visible-text.ts'
import { usePageActions } from './page-context.ts'
import styles from './palette.module.css'
import { useCurrent } from './use-current.ts'

/** The command palette: go, filter, act. Loaded, and opened, when it is first asked for. */
export function Palette() {
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const { data: views = [] } = useQuery(viewsQuery)
  const { data: targets = [] } = useQuery(targetsQuery)
  const { q, slug, endpoint: current } = useCurrent()
  const named = useNamedEntity(q)
  const { eventId } = useParams({ strict: false })
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
      group: 'Views',
      actions: views.map((view) => ({
        id: view.id,
        label: visibleString(view.name),
        description: visibleString(view.query),
        onClick: () => filter(view.query),
      })),
    },
    {
      group: 'Targets',
      actions: [
        { id: 'targets', label: 'All targets', onClick: () => void navigate({ to: '/targets' }) },
        ...targets.map((target) => ({
          id: target.id,
          label: visibleString(target.name),
          description: visibleString(target.url),
          onClick: () => void navigate({ to: '/targets/$targetId', params: { targetId: target.id } }),
        })),
      ],
    },
    {
      group: 'Show',
      actions: verdicts
        .map((verdict) => ({
          id: verdict as string,
          label: `Only ${verdict} events`,
          onClick: () => filter(withTerm(q, 'verdict', verdict)),
        }))
        .concat({
          id: 'delivery-failed',
          label: 'Only events with a failed delivery',
          onClick: () => filter(withTerm(q, 'delivery', 'failed')),
        }),
    },
    {
      group: 'Do',
      actions: [
        ...(eventId === undefined
          ? []
          : [
              { id: 'replay', label: 'Replay the open event', onClick: () => runShortcut('replay') },
              {
                id: 'history',
                label: 'The history of what the open event is about',
                onClick: () => runShortcut('history'),
              },
              {
                id: 'compare',
                label: 'Compare the open event with the one before of its entity',
                onClick: () => runShortcut('compare'),
              },
              {
                id: 'compare-message',
                label: 'Compare the open event with the one before of its message',
                onClick: () => runShortcut('compareMessage'),
              },
              {
                id: 'send-again',
                label: 'Send the open event again as last time',
                onClick: () => runShortcut('sendAgain'),
              },
            ]),
        ...(named === null
          ? []
          : [
              {
                id: 'history-of-named',
                label: `History of the ${named.kind} ${visibleString(shortId(named.id, 14, 6))}`,
                onClick: () =>
                  void navigate({
                    to: '/entities/$kind/$entityId',
                    params: { kind: named.kind, entityId: named.id },
                    search: {},
                  }),
              },
            ]),
        { id: 'sample', label: 'Send a signed sample', onClick: () => actions.sendSample(slug) },
        ...scenarios.map(({ name, label }) => ({
          id: `scenario-${name}`,
          label: `Send a scenario: ${label}`,
          onClick: () => actions.sendSample(slug, name),
        })),
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
        {
          id: 'handlers',
          label: 'Handlers: code that receives the events',
          onClick: () => void navigate({ to: '/handlers', search: q === '' ? {} : { q } }),
        },
        {
          id: 'export',
          label: q === '' ? 'Export all events' : 'Export the events that match',
          onClick: () => actions.exportEvents(allThatMatch(q)),
        },
        {
          id: 'replay-many',
          label: q === '' ? 'Replay all events' : 'Replay the events that match',
          onClick: () => actions.replayEvents(allThatMatch(q)),
        },
        {
          id: 'catalogue',
          label: 'Catalogue of event types',
          onClick: () => void navigate({ to: '/catalogue' }),
        },
        { id: 'probe', label: 'Probe a handler', onClick: () => void navigate({ to: '/probe' }) },
        { id: 'replays', label: 'All replays', onClick: () => void navigate({ to: '/replays' }) },
        { id: 'import', label: 'Import events', onClick: actions.importEvents },
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
      // Arrows move through it from the field; whoever scrolls it by keyboard can come to it as well.
      scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': 'Commands' } }}
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
