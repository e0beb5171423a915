import { SegmentedControl, Select, TextInput } from '@mantine/core'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { visibleString } from '../../lib/visible-text.ts'
import type { DraftProblems, SampleDraft } from './draft.ts'
import styles from './samples.module.css'

interface WhereChoiceProps {
  draft: SampleDraft
  /** The endpoint that is chosen. */
  slug: string | null
  endpoints: Endpoint[]
  needsTwoSecrets: boolean
  problems: DraftProblems
  onChange(part: Partial<SampleDraft>): void
}

/** To an endpoint, which has its secrets, or straight to a handler, with its secret. */
export function WhereChoice(props: WhereChoiceProps) {
  const { draft, onChange } = props
  return (
    <div className={styles.where}>
      <SegmentedControl
        aria-label="Where to"
        data={[
          { value: 'endpoint', label: 'To an endpoint' },
          { value: 'url', label: 'To a handler' },
        ]}
        value={draft.to}
        onChange={(to) => onChange({ to: to as SampleDraft['to'] })}
      />
      {draft.to === 'endpoint' ? <EndpointChoice {...props} /> : <HandlerFields {...props} />}
    </div>
  )
}

function EndpointChoice({ slug, endpoints, needsTwoSecrets, onChange }: WhereChoiceProps) {
  const secrets = endpoints.find((endpoint) => endpoint.slug === slug)?.secrets.length
  return (
    <Select
      label="Endpoint"
      data={endpoints.map((endpoint) => ({ value: endpoint.slug, label: visibleString(endpoint.name) }))}
      value={slug}
      onChange={(chosen) => onChange({ slug: chosen })}
      allowDeselect={false}
      description={
        needsTwoSecrets && secrets !== undefined && secrets < 2
          ? 'This scenario needs two secrets in use: add them on the endpoint’s page.'
          : secrets === 0
            ? 'It has no secret yet: the sample is signed with one of Hooklens’s own.'
            : undefined
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  )
}

const secretField = {
  placeholder: 'whsec_…',
  maxLength: 1000,
  autoComplete: 'off',
  spellCheck: false,
  styles: { input: { fontFamily: 'var(--mono)' } },
}

function HandlerFields({ draft, needsTwoSecrets, problems, onChange }: WhereChoiceProps) {
  return (
    <>
      <TextInput
        label="URL"
        placeholder="http://localhost:3000/api/webhooks/stack"
        value={draft.url}
        onChange={(event) => onChange({ url: event.currentTarget.value.trim() })}
        error={problems.url}
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        label={needsTwoSecrets ? 'New secret' : 'Signing secret'}
        description="The one that the handler verifies with. It is not kept."
        value={draft.secret}
        onChange={(event) => onChange({ secret: event.currentTarget.value.trim() })}
        error={problems.secret}
        {...secretField}
      />
      {needsTwoSecrets && (
        <TextInput
          label="Old secret"
          value={draft.oldSecret}
          onChange={(event) => onChange({ oldSecret: event.currentTarget.value.trim() })}
          error={problems.oldSecret}
          {...secretField}
        />
      )}
    </>
  )
}
