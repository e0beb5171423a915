import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CatalogueType } from '../../../shared/catalogue.ts'
import { typesAt } from '../../../shared/catalogue.ts'
import {
  type HandlerForm,
  type HandlerFramework,
  handlerCode,
  handlerForms,
  handlerFrameworks,
} from '../../../shared/handlers/index.ts'
import type { JsonSchema } from '../../../shared/handlers/shape/shape.ts'
import { catalogueQuery } from '../../api/catalogue.ts'
import { statsQuery } from '../../api/events.ts'
import { Choice } from '../../components/choice.tsx'
import { CodeFile } from '../../components/code-file/code-file.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { FrameworkChoice } from '../../components/framework-choice.tsx'
import { errorText, Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { useStored } from '../../lib/use-stored.ts'
import { otherTypes, printTypes, readTypes } from './chosen-types.ts'
import styles from './handlers-page.module.css'
import { TypeChoice } from './type-choice.tsx'

interface HandlersPageProps {
  /** The endpoint whose received types are offered; null: those of all. */
  slug: string | null
  /** The chosen types as the address has them; null: all. */
  types: string | null
  onTypes(types: string | null): void
  onOpenRail(): void
}

const forms: { value: HandlerForm; name: string; meaning: string }[] = [
  { value: 'svix', name: 'Svix library', meaning: 'Short. It needs the package svix.' },
  { value: 'manual', name: 'By hand', meaning: 'An HMAC over the bytes, in a file of its own. No package.' },
]

/** Code that receives the webhooks, for the reader to save and fill in. */
export function HandlersPage({ slug, types, onTypes, onOpenRail }: HandlersPageProps) {
  const [framework, setFramework] = useStored('framework', (stored) => stored)
  const [form, setForm] = useStored('handler-form', readForm)
  const stats = useQuery(statsQuery(slug === null ? '' : `endpoint:${slug}`))
  const received = useMemo(
    () =>
      stats.data &&
      new Map(stats.data.byType.flatMap(({ type, count }) => (type === null ? [] : [[type, count]]))),
    [stats.data],
  )
  const catalogue = useQuery(catalogueQuery)
  const known = typesAt(catalogue.data?.types ?? [], slug)
  const names = known.map(({ type }) => type)
  const choices = [...names, ...otherTypes([...(received?.keys() ?? [])], names)]
  const chosen = readTypes(types, choices)
  const choose = (next: string[]) => onTypes(printTypes(next, choices))
  return (
    <PageFrame onOpenRail={onOpenRail} bar={<h1>Handlers</h1>}>
      <div className={styles.panes}>
        <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
          <p className={styles.lead}>
            A receiver for Stack’s webhooks, ready to save: it verifies the bytes, answers 400 for a bad
            signature, accepts types that it does not know, and works on each message once.
          </p>
          <div>
            <h2>Framework</h2>
            <FrameworkChoice
              name="handler-framework"
              choices={handlerFrameworks}
              selected={frameworkOf(framework)}
              onSelect={setFramework}
            />
          </div>
          <Choice label="Verification" value={form} options={forms} onChange={setForm} />
          <TypeChoice
            choices={choices}
            chosen={chosen}
            received={received ?? null}
            problem={stats.isError && !received ? errorText(stats.error) : null}
            onRetry={() => void stats.refetch()}
            onChange={choose}
          />
        </form>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
        <section className={styles.result} tabIndex={0} aria-label="Code">
          {catalogue.data === undefined ? (
            <NotLoaded query={catalogue} what="the catalogue" rows={8} />
          ) : chosen.length === 0 ? (
            <Message
              title="Choose an event type"
              action={<Button onClick={() => choose(choices)}>Choose all</Button>}
            >
              The code has a place for your work on each type that is chosen.
            </Message>
          ) : (
            <HandlerFiles framework={frameworkOf(framework)} form={form} types={chosen} known={known} />
          )}
        </section>
      </div>
    </PageFrame>
  )
}

interface HandlerFilesProps {
  framework: HandlerFramework
  form: HandlerForm
  types: string[]
  known: readonly CatalogueType[]
}

function HandlerFiles({ framework, form, types, known }: HandlerFilesProps) {
  const { files, install, notes } = handlerCode({
    framework,
    form,
    types,
    shapeOf: (type) => dataShape(known.find((one) => one.type === type)),
  })
  return (
    <>
      {install !== null && (
        <>
          <h2>Install</h2>
          <CopyField text={install} label="Copy the install command" />
        </>
      )}
      <h2>Set the secret of the endpoint</h2>
      <CopyField text="STACK_WEBHOOK_SECRET=whsec_…" label="Copy the name of the secret" />
      <h2>Save the files, and fill in what is marked TODO</h2>
      <div className={styles.files}>
        {files.map((file) => (
          <CodeFile key={file.name} file={file} />
        ))}
      </div>
      <h2>Good to know</h2>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        <li>
          Two events may come in another order than they happened, and one may come twice: judge by what is in
          them.
        </li>
      </ul>
    </>
  )
}

function readForm(stored: string | null): HandlerForm {
  return handlerForms.find((form) => form === stored) ?? 'svix'
}

/** The reader may have chosen one elsewhere for which there is no handler here. */
function frameworkOf(stored: string | null): HandlerFramework {
  return handlerFrameworks.find(({ id }) => id === stored)?.id ?? 'nextjs'
}

/** The schema of a payload's `data`; `true`, anything, where it is not known. */
function dataShape(known: CatalogueType | undefined): JsonSchema | boolean {
  const properties = known?.jsonSchema['properties'] as { data?: JsonSchema } | undefined
  return properties?.data ?? true
}
