import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'

interface LabelDialogProps {
  opened: boolean
  label: string
  busy: boolean
  onSave(label: string): void
  onClose(): void
}

export function LabelDialog({ opened, onClose, ...form }: LabelDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Change the label" size={380}>
      <LabelForm {...form} />
    </Modal>
  )
}

function LabelForm({ label, busy, onSave }: Pick<LabelDialogProps, 'label' | 'busy' | 'onSave'>) {
  const [text, setText] = useState(label)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSave(text)
      }}
    >
      <TextInput
        label="Label"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={100}
        data-autofocus
      />
      <Group justify="flex-end" mt={16}>
        <Button type="submit" variant="filled" loading={busy} disabled={text.trim() === ''}>
          Save
        </Button>
      </Group>
    </form>
  )
}
