/** Apart from all else of Mantine, so that it can be loaded by itself. */
export { Modal } from '@mantine/core'
