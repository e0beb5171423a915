import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconSearch, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UpdateView, View } from '../../../shared/view.ts'
import { createView, deleteView, updateView, viewsQuery } from '../../api/views.ts'
import { notifyFailed } from '../../components/notify.ts'
import { notifyUndo } from '../../components/notify-undo.tsx'
import { ViewNameDialog } from '../../components/view-name-dialog.tsx'
import { readFilter } from '../../lib/filter.ts'
import { visibleString } from '../../lib/visible-text.ts'
import styles from './views.module.css'

interface ViewMenuProps {
  view: View
  /** Its place in the list. */
  index: number
  last: boolean
  /** The filter in the address. */
  q: string
}

/** What can be done with a view. */
export function ViewMenu({ view, index, last, q }: ViewMenuProps) {
  const client = useQueryClient()
  const [renaming, setRenaming] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const change = (what: string, act: () => Promise<unknown>) => {
    act()
      .then(refresh)
      .catch((error: unknown) => notifyFailed(what, error))
  }
  const update = (next: UpdateView) => change('The view was not changed', () => updateView(view.id, next))
  const remove = () =>
    change('The view was not deleted', async () => {
      await deleteView(view.id)
      notifyUndo(`Deleted the view "${view.name}".`, () =>
        change('The view did not come back', () =>
          createView({ name: view.name, query: view.query, position: index }),
        ),
      )
    })
  const canTake = q !== '' && q !== view.query && readFilter(q).error === null

  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon
            className={styles.menu ?? ''}
            size={24}
            aria-label={`Actions for the view ${visibleString(view.name)}`}
          >
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setRenaming(true)}>
            Rename
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSearch size={15} />}
            disabled={!canTake}
            onClick={() => update({ query: q })}
          >
            Set to the current search
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={15} />}
            disabled={index === 0}
            onClick={() => update({ position: index - 1 })}
          >
            Move up
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={15} />}
            disabled={last}
            onClick={() => update({ position: index + 1 })}
          >
            Move down
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={remove}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ViewNameDialog
        opened={renaming}
        title="Rename the view"
        verb="Rename"
        query={view.query}
        name={view.name}
        save={async (name) => {
          await updateView(view.id, { name })
          await refresh()
        }}
        onClose={() => setRenaming(false)}
      />
    </>
  )
}
