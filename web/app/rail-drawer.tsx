import { Drawer } from '@mantine/core'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'

/** The rail where there is no room beside the list. */
export function RailDrawer({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={280}
      padding={0}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': 'Endpoints and settings' } }}
    >
      <Rail className={styles.drawer} />
    </Drawer>
  )
}
