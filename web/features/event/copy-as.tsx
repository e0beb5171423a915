import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { EventDetail } from '../../../shared/event.ts'
import type { TestRunner } from '../../../shared/handlers/event-test/index.ts'
import type { EventFormat } from '../../../shared/transfer.ts'
import { eventFileUrl } from '../../api/transfer.ts'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { copyToClipboard } from '../../lib/copy.ts'

const TestDialog = lazy(() => import('./test-dialog.tsx').then((module) => ({ default: module.TestDialog })))

const names: Record<EventFormat, string> = {
  curl: 'cURL',
  httpie: 'HTTPie',
  fetch: 'fetch',
  http: 'Raw HTTP',
  json: 'JSON',
}

/** Puts the event on the clipboard in a form that sends it again, or keeps it; or makes a test of it. */
export function CopyAs({ event }: { event: EventDetail }) {
  const [runner, setRunner] = useState<TestRunner | null>(null)
  return (
    <>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <Tooltip label="Copy as">
            <ActionIcon aria-label="Copy as">
              <IconCopy size={16} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Copy as</Menu.Label>
          {Object.entries(names).map(([format, name]) => (
            <Menu.Item key={format} onClick={() => void copyAs(event, format as EventFormat)}>
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setRunner('vitest')}>Test (vitest)</Menu.Item>
          <Menu.Item onClick={() => setRunner('pytest')}>Test (pytest)</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {runner !== null && <TestDialog event={event} runner={runner} onClose={() => setRunner(null)} />}
      </Suspense>
    </>
  )
}

async function copyAs(event: EventDetail, format: EventFormat): Promise<void> {
  try {
    // Few copy, and nobody at once.
    const { eventAsText } = await import('./event-as-text.ts')
    const { text, notes } = eventAsText(event, format, location.origin)
    if (text === null) {
      download(eventFileUrl(event.id, format))
      notifyDone('This request is no text, so that it cannot be copied. It comes as a file.')
    } else if (await copyToClipboard(text)) {
      notifyDone([`Copied as ${names[format]}.`, ...notes].join(' '))
    } else {
      notifyDone('The browser did not allow copying.')
    }
  } catch (error) {
    notifyFailed('The event was not copied', error)
  }
}

function download(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.click()
}
