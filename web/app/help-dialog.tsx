import { Modal } from '@mantine/core'
import { type Shortcut, shortcuts } from '../lib/shortcut-table.ts'
import styles from './help-dialog.module.css'

const treeKeys: Shortcut[] = [
  { id: 'tree-move', keys: ['ArrowUp', 'ArrowDown'], group: 'Payload tree', label: 'Move' },
  { id: 'tree-fold', keys: ['ArrowLeft', 'ArrowRight'], group: 'Payload tree', label: 'Fold and unfold' },
  { id: 'tree-value', keys: ['c'], group: 'Payload tree', label: 'Copy the value' },
  { id: 'tree-path', keys: ['p'], group: 'Payload tree', label: 'Copy the path' },
]

/** All keyboard shortcuts, drawn from the table that they act by. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const all: Shortcut[] = [...shortcuts, ...treeKeys]
  const groups = [...new Set(all.map((shortcut) => shortcut.group))]
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" size={640}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {all
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div key={shortcut.id} className={styles.row}>
                    <dt>{shortcut.label}</dt>
                    <dd>
                      {shortcut.keys.map((keys) => (
                        <Keys key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(/[ +]/).map((key) => (
        <kbd key={key}>{keyNames[key] ?? key}</kbd>
      ))}
    </span>
  )
}

const keyNames: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'esc',
  Enter: 'enter',
  Home: 'home',
  End: 'end',
  shift: '⇧',
  X: '⇧ x',
  R: '⇧ r',
  J: '⇧ j',
  K: '⇧ k',
  mod: /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'ctrl',
}
