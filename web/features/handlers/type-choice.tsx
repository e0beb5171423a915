import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { TypeName } from '../../components/type-name.tsx'
import { formatCount, plural } from '../../lib/format.ts'
import { families, type TypeFamily } from './chosen-types.ts'
import styles from './type-choice.module.css'

interface TypeChoiceProps {
  choices: readonly string[]
  chosen: readonly string[]
  /** How many events of each type were received; null: not known yet. */
  received: ReadonlyMap<string, number> | null
  /** Why that will not be known. */
  problem: string | null
  onRetry(): void
  onChange(chosen: string[]): void
}

/** The event types to write code for: all, by family, one by one, or those that came. */
export function TypeChoice(props: TypeChoiceProps) {
  const { choices, chosen, received, problem, onRetry, onChange } = props
  // Where the code stands below, it should not be far.
  const isNarrow = useMediaQuery('(max-width: 999.98px)', false, { getInitialValueInEffect: false })
  const came = choices.filter((type) => received?.has(type))
  return (
    <fieldset className={styles.types}>
      <legend>Event types</legend>
      <div className={styles.quick}>
        <Button size="compact-xs" onClick={() => onChange([...choices])}>
          All
        </Button>
        <Button size="compact-xs" onClick={() => onChange([])}>
          None
        </Button>
        <Button
          size="compact-xs"
          disabled={came.length === 0}
          title={
            received !== null && came.length === 0
              ? 'No event of these types was received yet.'
              : 'Those that were received'
          }
          onClick={() => onChange(came)}
        >
          Received
        </Button>
        <span className={styles.count} aria-live="polite">
          {chosen.length} of {plural(choices.length, 'type')}
        </span>
      </div>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          Which types were received is not known: {problem}{' '}
          <button type="button" className={styles.retry} onClick={onRetry}>
            Try again
          </button>
        </p>
      )}
      <details open={!isNarrow} className={styles.each}>
        <summary>One by one</summary>
        {families(choices).map((family) => (
          <Family key={family.name} family={family} chosen={chosen} received={received} onChange={onChange} />
        ))}
      </details>
    </fieldset>
  )
}

interface FamilyProps extends Pick<TypeChoiceProps, 'chosen' | 'received' | 'onChange'> {
  family: TypeFamily
}

function Family({ family: { name, types }, chosen, received, onChange }: FamilyProps) {
  const count = types.filter((type) => chosen.includes(type)).length
  const choose = (some: readonly string[], isOn: boolean) => {
    const others = chosen.filter((type) => !some.includes(type))
    onChange(isOn ? [...others, ...some] : others)
  }
  return (
    <fieldset aria-label={name} className={styles.family}>
      {types.length > 1 && (
        <label className={styles.all}>
          <input
            type="checkbox"
            aria-label={`All of ${name}`}
            checked={count === types.length}
            ref={(box) => {
              if (box) box.indeterminate = count > 0 && count < types.length
            }}
            onChange={(event) => choose(types, event.currentTarget.checked)}
          />
          {name}
        </label>
      )}
      {types.map((type) => (
        <label key={type} className={styles.type} data-alone={types.length === 1}>
          <input
            type="checkbox"
            aria-label={type}
            checked={chosen.includes(type)}
            onChange={(event) => choose([type], event.currentTarget.checked)}
          />
          <TypeName type={type} />
          {received?.has(type) && (
            <span className={styles.received} title={`${plural(received.get(type) ?? 0, 'event')} received`}>
              {formatCount(received.get(type) ?? 0)}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  )
}
