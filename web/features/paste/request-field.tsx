import { Button } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatSize } from '../../lib/format.ts'
import { isTooLongToShow, nothing, type Pasted, pastedFile, pastedText } from './pasted.ts'
import { type Reading, readingWords } from './reading.ts'
import styles from './request-field.module.css'

interface RequestFieldProps {
  pasted: Pasted
  reading: Reading
  /** What was wrong when the server was asked. */
  error: string | null
  /** The largest file that the server takes. */
  limitBytes: number
  onChange(pasted: Pasted): void
  onTooLarge(name: string, bytes: number): void
}

/** Where the request goes: typed, pasted, dropped, or chosen as a file. */
export function RequestField(props: RequestFieldProps) {
  const { pasted, reading, error, limitBytes, onChange, onTooLarge } = props
  const [dragging, setDragging] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const said = error ?? readingWords(reading)
  const isWrong = error !== null || reading.kind === 'unreadable'

  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > limitBytes) onTooLarge(file.name, file.size)
    else onChange(pastedFile(file.name, new Uint8Array(await file.arrayBuffer())))
  }
  const onDrop = (event: DragEvent) => {
    setDragging(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same can be done with the button
    <div
      className={styles.field}
      data-dragging={dragging}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={onDrop}
    >
      <div className={styles.head}>
        <label htmlFor="pasted-request">Request</label>
        <Button size="compact-xs" onClick={() => input.current?.click()}>
          Choose a file
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="File with a request"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {pasted.held ? (
        <div className={styles.held}>
          <IconFile size={16} stroke={1.6} aria-hidden="true" />
          <span>
            <VisibleText text={pasted.held.name} />, {formatSize(pasted.held.bytes.length)}
          </span>
          <Button size="compact-xs" onClick={() => onChange(nothing)}>
            Remove
          </Button>
        </div>
      ) : (
        <textarea
          id="pasted-request"
          className={styles.text}
          // biome-ignore lint/a11y/noAutofocus: pasting is what this page is for
          autoFocus
          value={pasted.text}
          placeholder="curl 'https://…' -H 'svix-id: msg_…' --data-raw '{…}'"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={isWrong}
          aria-describedby="pasted-reading"
          onChange={(event) => {
            const { inputType } = event.nativeEvent as InputEvent
            const cameAtOnce = inputType === 'insertFromPaste' || inputType === 'insertFromDrop'
            onChange({ text: event.currentTarget.value, held: null, cameAtOnce })
          }}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text/plain')
            if (!isTooLongToShow(text)) return
            event.preventDefault()
            onChange(pastedText(text))
          }}
        />
      )}
      <p
        id="pasted-reading"
        className={styles.reading}
        data-wrong={isWrong}
        role={isWrong ? 'alert' : 'status'}
      >
        <VisibleText text={said ?? 'A cURL command, a HAR file, an HTTP message, or an event of Hooklens.'} />
      </p>
    </div>
  )
}
