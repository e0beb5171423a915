import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconBook2,
  IconClipboardText,
  IconKeyboard,
  IconPlus,
  IconSend2,
  IconSettings,
  IconStethoscope,
  IconUpload,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpointsQuery } from '../api/endpoints.ts'
import { errorText } from '../components/message.tsx'
import { VisibleText } from '../components/visible-text.tsx'
import { classNames } from '../lib/class-names.ts'
import { formatCount, plural } from '../lib/format.ts'
import { LiveStatus } from './live-status.tsx'
import { Logo } from './logo.tsx'
import { usePageActions } from './page-context.ts'
import styles from './rail.module.css'
import { SchemeSwitch } from './scheme-switch.tsx'
import { TargetsLink } from './targets-link.tsx'
import { useCurrent } from './use-current.ts'
import { useUnseen } from './use-unseen.ts'
import { Views } from './views/views.tsx'

/** The left column: where one is, and how things stand. */
export function Rail({ className }: { className?: string | undefined }) {
  const endpoints = useQuery(endpointsQuery)
  const { q, slug, endpoint: current, view, isSettings, elsewhere } = useCurrent()
  const isElsewhere = elsewhere !== null
  const unseen = useUnseen(endpoints.data ?? [], isElsewhere ? null : current)
  const actions = usePageActions()

  return (
    <header className={classNames(styles.rail, className)}>
      <div className={styles.brand}>
        <Link to="/" className={styles.name}>
          <Logo />
          Hooklens
        </Link>
        <LiveStatus />
      </div>
      <nav aria-label="Endpoints" className={styles.nav}>
        <Link
          to="/"
          className={styles.all}
          activeOptions={{ includeSearch: false, exact: true }}
          aria-current={q === '' && !isSettings && !isElsewhere ? 'page' : undefined}
          data-current={slug === null && view === null && !isElsewhere}
        >
          All events
        </Link>
        <div className={styles.head}>
          <h2>Endpoints</h2>
          <Tooltip label="New endpoint">
            <ActionIcon size={22} aria-label="New endpoint" onClick={actions.newEndpoint}>
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        </div>
        {endpoints.isError && endpoints.data === undefined && (
          <p role="alert" className={styles.problem}>
            {errorText(endpoints.error)}
          </p>
        )}
        <ul>
          {endpoints.data?.map((endpoint) => (
            <EndpointItem
              key={endpoint.id}
              endpoint={endpoint}
              current={endpoint.slug === slug && view === null && !isElsewhere}
              unseen={unseen(endpoint)}
            />
          ))}
        </ul>
        <Views q={q} current={view} />
        <TargetsLink current={elsewhere === 'targets'} />
        <Link to="/catalogue" className={styles.all} data-current={elsewhere === 'catalogue'}>
          <IconBook2 size={16} stroke={1.6} aria-hidden="true" />
          Catalogue
        </Link>
        <Link
          to="/probe"
          className={styles.all}
          activeOptions={{ includeSearch: false }}
          data-current={elsewhere === 'probe'}
        >
          <IconStethoscope size={16} stroke={1.6} aria-hidden="true" />
          Probe
        </Link>
        <Link
          to="/paste"
          search={q === '' ? {} : { q }}
          className={styles.all}
          activeOptions={{ includeSearch: false }}
          data-current={elsewhere === 'paste'}
        >
          <IconClipboardText size={16} stroke={1.6} aria-hidden="true" />
          Paste a request
        </Link>
        <button type="button" className={styles.action} onClick={actions.importEvents}>
          <IconUpload size={16} stroke={1.6} aria-hidden="true" />
          Import events
        </button>
      </nav>
      <div className={styles.foot}>
        <button type="button" className={styles.action} onClick={() => actions.sendSample(slug ?? undefined)}>
          <IconSend2 size={16} stroke={1.6} aria-hidden="true" />
          Send a sample
        </button>
        <div className={styles.tools}>
          <SchemeSwitch />
          <Tooltip label="Keyboard shortcuts">
            <ActionIcon aria-label="Keyboard shortcuts" onClick={actions.openHelp}>
              <IconKeyboard size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
    </header>
  )
}

function EndpointItem({
  endpoint,
  current,
  unseen,
}: {
  endpoint: Endpoint
  current: boolean
  unseen: number
}) {
  const { name, slug } = endpoint
  return (
    <li className={styles.item} data-current={current}>
      <Link
        to="/"
        search={{ q: `endpoint:${slug}` }}
        className={styles.link}
        aria-current={current ? 'page' : undefined}
      >
        <span className={styles.label}>
          <VisibleText text={name} />
        </span>
        <span className={styles.slug}>/in/{slug}</span>
      </Link>
      {unseen > 0 && (
        <span className={styles.failures} title={`${plural(unseen, 'failed event')} since you last looked`}>
          <span aria-hidden="true">{unseen > 9999 ? '9,999+' : formatCount(unseen)}</span>
          <span className={styles.hidden}>{plural(unseen, 'failed event')} since you last looked</span>
        </span>
      )}
      <Link
        to="/endpoints/$slug"
        params={{ slug }}
        className={styles.settings}
        aria-label={`Settings of ${name}`}
        title={`Settings of ${name}`}
      >
        <IconSettings size={15} stroke={1.6} aria-hidden="true" />
      </Link>
    </li>
  )
}
