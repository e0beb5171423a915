import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { errorText, Message } from '../components/message.tsx'

/** In place of a page whose drawing failed; the rail beside it stays. */
export function PageFailed({ error }: ErrorComponentProps) {
  return (
    <main>
      <Message
        alert
        title="This page could not be drawn"
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        {errorText(error)}
      </Message>
    </main>
  )
}
