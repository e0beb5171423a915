import { Button, Group, Modal, Select } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { endpointsQuery } from '../../api/endpoints.ts'
import { errorText } from '../../components/message.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatSize } from '../../lib/format.ts'
import styles from './import-dialog.module.css'
import { ImportOutcome } from './import-outcome.tsx'
import { useImport } from './use-import.ts'

interface ImportDialogProps {
  opened: boolean
  onClose(): void
}

/** Asks for a file and an endpoint, sends the file, and says what came of it. */
export function ImportDialog({ opened, onClose }: ImportDialogProps) {
  const [isRunning, setRunning] = useState(false)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Import events"
      size={520}
      // What runs is cancelled with its own button, not by a click beside the dialog.
      closeOnClickOutside={!isRunning}
      closeOnEscape={!isRunning}
      withCloseButton={!isRunning}
    >
      <ImportForm onRunning={setRunning} onDone={onClose} />
    </Modal>
  )
}

const AS_IN_FILE = ''

function ImportForm({ onRunning, onDone }: { onRunning(running: boolean): void; onDone(): void }) {
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const [file, setFile] = useState<File | null>(null)
  const [endpoint, setEndpoint] = useState(AS_IN_FILE)
  const upload = useImport(onRunning)

  if (upload.state.kind === 'running') {
    const { sent } = upload.state
    const size = file?.size ?? 0
    return (
      <>
        <p>
          Importing <VisibleText text={file?.name ?? ''} />
        </p>
        <progress
          className={styles.bar}
          aria-label="Import"
          max={Math.max(1, size)}
          value={Math.min(sent, size)}
        />
        <p className={styles.words}>
          {sent >= size ? 'Storing the last events' : `${formatSize(sent)} of ${formatSize(size)}`}
        </p>
        <Group justify="flex-end" mt={16}>
          <Button onClick={upload.cancel} data-autofocus>
            Cancel
          </Button>
        </Group>
      </>
    )
  }
  if (upload.state.kind === 'done') {
    return (
      <>
        <ImportOutcome result={upload.state.result} />
        <Group justify="flex-end" gap={8} mt={20}>
          <Button
            onClick={() => {
              setFile(null)
              upload.reset()
            }}
          >
            Import another file
          </Button>
          <Button variant="filled" onClick={onDone} data-autofocus>
            Done
          </Button>
        </Group>
      </>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (file) upload.start(file, endpoint === AS_IN_FILE ? null : endpoint)
      }}
    >
      <FileField file={file} onChange={setFile} />
      <Select
        mt={12}
        label="Endpoint"
        data={[
          { value: AS_IN_FILE, label: 'As in the file' },
          ...endpoints.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
        value={endpoint}
        onChange={(value) => setEndpoint(value ?? AS_IN_FILE)}
        allowDeselect={false}
        description="Signatures are verified with its secrets, as of the time of each event."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {upload.state.kind === 'cancelled' && (
        <p role="status" className={styles.note}>
          Cancelled. What was stored until then stays; import the file again to go on, it is skipped then.
        </p>
      )}
      {upload.state.kind === 'failed' && (
        <p role="alert" className={styles.problem}>
          {errorText(upload.state.error)}
        </p>
      )}
      <Group justify="flex-end" mt={20}>
        <Button type="submit" variant="filled" disabled={file === null}>
          Import
        </Button>
      </Group>
    </form>
  )
}

function FileField({ file, onChange }: { file: File | null; onChange(file: File): void }) {
  const [dragging, setDragging] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setDragging(false)
    const [dropped] = event.dataTransfer.files
    if (dropped) onChange(dropped)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same can be done with the button
    <div
      className={styles.file}
      data-dragging={dragging}
      onDragOver={(event) => {
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={onDrop}
    >
      <IconFile size={18} stroke={1.5} aria-hidden="true" />
      <p>
        {file === null ? (
          'An exported file (NDJSON or HAR), or a HAR file from elsewhere.'
        ) : (
          <>
            <VisibleText text={file.name} />, {formatSize(file.size)}
          </>
        )}
      </p>
      <Button onClick={() => input.current?.click()} data-autofocus>
        {file === null ? 'Choose a file' : 'Choose another file'}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with events"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? []
          if (chosen) onChange(chosen)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
