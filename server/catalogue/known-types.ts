import type { CatalogueType } from '../../shared/catalogue.ts'
import { toJsonSchema } from '../../shared/schema/json-schema.ts'
import { families, payloadSchemaOf } from '../../shared/stack/registry.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import type { ConfiguredSchema } from './catalogue.ts'

/** Every type that has a schema, Stack's first. What was received of them is not known here. */
export function knownTypes(configured: readonly ConfiguredSchema[]): CatalogueType[] {
  const source = exampleSource()
  const ofStack = families.flatMap((family) =>
    family.types.map(({ type, label, sentWhen, undocumented = false, unsent }): CatalogueType => {
      const schema = payloadSchemaOf(type)
      return {
        type,
        label,
        family: family.label,
        source: 'stack',
        endpointSlug: null,
        sentWhen,
        undocumented,
        entityKind: family.entity?.kind ?? null,
        jsonSchema: schema ? toJsonSchema(schema) : {},
        example: samplePayload(type, source),
        unsent: unsent.map(({ says }) => says),
        received: null,
      }
    }),
  )
  const ofOthers = configured.map(({ type, label, endpointSlug, jsonSchema }): CatalogueType => {
    const { description, examples } = jsonSchema
    return {
      type,
      label: label ?? type,
      family: 'From the configuration',
      source: 'configured',
      endpointSlug,
      sentWhen: typeof description === 'string' ? description : null,
      undocumented: false,
      entityKind: null,
      jsonSchema,
      example: (Array.isArray(examples) ? examples[0] : null) ?? null,
      unsent: [],
      received: null,
    }
  })
  return [...ofStack, ...ofOthers]
}

/** Examples are the same at every reading. */
function exampleSource() {
  let made = 0
  return {
    uuid: () => `3f0d6c4e-6a0b-4d4e-9d63-${String(++made).padStart(12, '0')}`,
    now: () => Date.UTC(2026, 3, 24, 3, 6, 40),
  }
}
