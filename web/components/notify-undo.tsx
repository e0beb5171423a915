import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { VisibleText } from './visible-text.tsx'

/** Says that something was taken away, and offers it back for a while. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 10_000,
    message: (
      <Group justify="space-between" gap={12} wrap="nowrap">
        <span>
          <VisibleText text={message} />
        </span>
        <Button
          size="compact-xs"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  })
}
