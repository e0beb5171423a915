import { notifications } from '@mantine/notifications'
import { errorText } from './message.tsx'

/** Says that an action was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, autoClose: 3000 })
}

/** Says that an action failed, and why. Stays longer: it asks for something. */
export function notifyFailed(what: string, error: unknown): void {
  notifications.show({ color: 'red', title: what, message: errorText(error), autoClose: 8000 })
}
