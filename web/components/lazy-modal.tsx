import type { ModalProps } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'

const Modal = lazy(() => import('./modal.ts').then((module) => ({ default: module.Modal })))

/** A modal that is loaded when it is first opened: the list, which nearly everybody wants first, needs none. */
export function LazyModal(props: ModalProps) {
  const [used, setUsed] = useState(props.opened)
  if (props.opened && !used) setUsed(true)
  return <Suspense>{used && <Modal {...props} />}</Suspense>
}
