import { useQuery } from '@tanstack/react-query'
import type { CatalogueType } from '../../../shared/catalogue.ts'
import { catalogueQuery } from '../../api/catalogue.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { ActionTable } from './action-table.tsx'
import styles from './catalogue-page.module.css'
import { TypeItem } from './type-item.tsx'
import { UnknownTypes } from './unknown-types.tsx'

/** Every event type that has a schema, by family; what was received without one; and what Stack sends and does not send. */
export function CataloguePage({ onOpenRail }: { onOpenRail(): void }) {
  const catalogue = useQuery(catalogueQuery)
  return (
    <PageFrame
      onOpenRail={onOpenRail}
      bar={
        <>
          <h1>Catalogue</h1>
          <span className={styles.space} />
          <LinkButton to="/handlers" variant="subtle">
            Handlers
          </LinkButton>
        </>
      }
    >
      <PageContent>
        {catalogue.data === undefined ? (
          <NotLoaded query={catalogue} what="the catalogue" rows={12} />
        ) : (
          <>
            <UnknownTypes types={catalogue.data.unknown} />
            <div className={styles.families}>
              {familiesOf(catalogue.data.types).map(({ family, types }) => (
                <section key={family} className={styles.family} aria-label={family}>
                  <h2>{family}</h2>
                  <ul>
                    {types.map((type) => (
                      <TypeItem key={`${type.endpointSlug} ${type.type}`} type={type} />
                    ))}
                  </ul>
                </section>
              ))}
            </div>
            <ActionTable actions={catalogue.data.actions} />
          </>
        )}
      </PageContent>
    </PageFrame>
  )
}

function familiesOf(types: readonly CatalogueType[]): { family: string; types: CatalogueType[] }[] {
  const names = [...new Set(types.map(({ family }) => family))]
  return names.map((family) => ({ family, types: types.filter((type) => type.family === family) }))
}
