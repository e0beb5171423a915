import { Button, Group, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { LazyModal } from './lazy-modal.tsx'

interface ConfirmDialogProps {
  opened: boolean
  title: string
  /** What will be lost. */
  children: ReactNode
  /** The verb on the button. */
  verb: string
  /** What leaves everything as it is; where `Cancel` could be read as the act itself. */
  closeVerb?: string
  busy: boolean
  /** A word to type before the button can be pressed. */
  typed?: string
  onConfirm(): void
  onClose(): void
}

/** Asks before something is lost. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, verb, closeVerb = 'Cancel', busy, typed, onConfirm, onClose } = props
  const [text, setText] = useState('')
  const close = () => {
    setText('')
    onClose()
  }
  return (
    <LazyModal opened={opened} onClose={close} title={title} size={440}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        {children}
        {typed !== undefined && (
          <TextInput
            mt={12}
            label={
              <>
                Type <code>{typed}</code> to confirm
              </>
            }
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap={8} mt={20}>
          <Button onClick={close}>{closeVerb}</Button>
          <Button
            type="submit"
            variant="filled"
            color="red.9"
            loading={busy}
            disabled={typed !== undefined && text !== typed}
            {...(typed === undefined ? { 'data-autofocus': true } : {})}
          >
            {verb}
          </Button>
        </Group>
      </form>
    </LazyModal>
  )
}
