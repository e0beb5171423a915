import { LinkButton } from '../components/link-button.tsx'
import { Message } from '../components/message.tsx'

export function NotFoundPage() {
  return (
    <main>
      <Message
        title="There is no page at this address"
        action={<LinkButton to="/">Go to all events</LinkButton>}
      >
        The link may be from another version of Hooklens.
      </Message>
    </main>
  )
}
