import { Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { EventDetail } from '../../../shared/event.ts'
import {
  callableFrameworks,
  eventTest,
  type TestCall,
  type TestRunner,
  testRunners,
} from '../../../shared/handlers/event-test/index.ts'
import { handlerFrameworks } from '../../../shared/handlers/handler.ts'
import { CodeFile } from '../../components/code-file/code-file.tsx'
import { useStored } from '../../lib/use-stored.ts'
import styles from './test-dialog.module.css'

interface TestDialogProps {
  event: EventDetail
  /** The runner to begin with. */
  runner: TestRunner
  onClose(): void
}

/** The event as a fixture and a test, each to copy or to download. */
export function TestDialog({ event, runner: first, onClose }: TestDialogProps) {
  const [runner, setRunner] = useState(first)
  const [framework] = useStored('framework', (stored) => stored)
  const [wanted, setWanted] = useState<TestCall>(() => callOf(framework))
  const calls = callsOf(runner)
  const call = calls.some(({ value }) => value === wanted) ? wanted : 'http'
  return (
    <Modal opened onClose={onClose} title="A test of your handler" size={820}>
      <p className={styles.lead}>
        It signs this event afresh, gives it to your handler, and expects success; then 400 for a body that
        was changed.
      </p>
      <div className={styles.choices}>
        <SegmentedControl
          aria-label="Test runner"
          data={[...testRunners]}
          value={runner}
          onChange={(value) => setRunner(value as TestRunner)}
          data-autofocus
        />
        <SegmentedControl
          aria-label="How the test calls the handler"
          data={calls}
          value={call}
          onChange={(value) => setWanted(value as TestCall)}
        />
      </div>
      <p className={styles.note}>
        {call === 'http'
          ? 'The handler runs elsewhere, at HANDLER_URL. STACK_WEBHOOK_SECRET is set for both, to the same secret.'
          : 'The test imports the handler. Where no secret is set, it sets one that is only for tests.'}{' '}
        Save the second file in the folder fixtures beside the first. It holds what came, with whatever is
        personal in it.
      </p>
      <div className={styles.files}>
        {eventTest(event, runner, call).map((file) => (
          <CodeFile key={file.name} file={file} />
        ))}
      </div>
    </Modal>
  )
}

function callsOf(runner: TestRunner): { value: TestCall; label: string }[] {
  const functions = handlerFrameworks.filter(({ id }) => callableFrameworks[runner].includes(id))
  return [{ value: 'http', label: 'Over HTTP' }, ...functions.map(({ id, label }) => ({ value: id, label }))]
}

/** The framework that the reader chose last, as far as a handler in it can be called. */
function callOf(framework: string | null): TestCall {
  return handlerFrameworks.find(({ id }) => id === framework)?.id ?? 'http'
}
