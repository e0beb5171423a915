import type { FrameworkId } from './frameworks.ts'

/** A few lines that mend a cause, ready to be copied. */
export interface Recipe {
  /** `any`: does not depend on the framework. */
  framework: FrameworkId | 'any'
  title: string
  /** As highlighters name it: `typescript`, `javascript`, `python`, `bash`, `dotenv`, `nginx`, `sql`. */
  language: string
  code: string
  /** What one must know to use it; null where the code says it all. */
  note: string | null
}
