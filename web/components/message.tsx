import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiError } from '../api/client.ts'
import styles from './message.module.css'

interface MessageProps {
  title: string
  children?: ReactNode
  action?: ReactNode
  icon?: ReactNode
  /** Failures are announced. */
  alert?: boolean
}

/** What a list or pane says in place of its content: what is the case, and the one next step. */
export function Message({ title, children, action, icon, alert = false }: MessageProps) {
  return (
    <div className={styles.message} role={alert ? 'alert' : undefined}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}

/** A failure to load, with the way to try again. */
export function LoadFailed({ what, error, retry }: { what: string; error: unknown; retry(): void }) {
  return (
    <Message alert title={`${what} could not be loaded`} action={<Button onClick={retry}>Try again</Button>}>
      {errorText(error)}
    </Message>
  )
}

/** What an error says to a reader. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return 'Something in this page failed. Reload it, and look in the browser console if it happens again.'
}
