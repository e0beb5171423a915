import type { DeliveryStatus } from '../../../shared/delivery.ts'
import type { DeliveryMark as Mark } from '../../../shared/delivery-mark.ts'
import styles from './delivery-mark.module.css'

const shapes: Record<Mark | DeliveryStatus, React.ReactNode> = {
  delivered: <path d="M1.5 8h8.5M7 4.8L10.2 8 7 11.2M14 3.5v9" />,
  due: <path d="M1.5 8h2M6 8h4M7 4.8L10.2 8 7 11.2M13.9 7.9v.2" />,
  sending: <path d="M1.5 8h2M6 8h4M7 4.8L10.2 8 7 11.2M13.9 7.9v.2" />,
  failed: <path d="M1.5 8h4.5M9 4.5l5.5 7M14.5 4.5l-5.5 7" />,
  cancelled: <path d="M1.5 8h5M9.5 8h5" />,
}

/** What became of a delivery, or of all of an event, by shape and colour; the words beside it are the caller's. */
export function DeliveryMark({ mark, size = 14 }: { mark: Mark | DeliveryStatus; size?: number }) {
  return (
    <svg className={styles[mark]} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[mark]}
    </svg>
  )
}
