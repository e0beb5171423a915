import { frameworks } from '../fixes/frameworks.ts'
import type { JsonSchema } from './shape/shape.ts'

/** The frameworks that Stack documents, in its order. */
export const handlerFrameworks = frameworks.slice(0, 8) as unknown as {
  id: HandlerFramework
  label: string
  language: string
}[]
export type HandlerFramework =
  | 'nextjs'
  | 'react-express'
  | 'express'
  | 'nodejs'
  | 'javascript'
  | 'django'
  | 'fastapi'
  | 'flask'

/** How a handler verifies: with the library of Svix, or by an HMAC of its own. */
export const handlerForms = ['svix', 'manual'] as const
export type HandlerForm = (typeof handlerForms)[number]

/** The shape of a type's `data`; `true` where it is not known. */
export type ShapeOf = (type: string) => JsonSchema | boolean

export interface HandlerRequest {
  framework: HandlerFramework
  form: HandlerForm
  /** The types that the handler works on; it accepts all others and leaves them. */
  types: readonly string[]
  shapeOf: ShapeOf
}

/** A file of code, as it is to be saved. */
export interface CodeFile {
  /** With its folder, from where the project begins. */
  name: string
  /** As highlighters name it. */
  language: 'typescript' | 'javascript' | 'python' | 'json' | 'text'
  code: string
}

export interface Handler {
  /** The one that people write in first. */
  files: CodeFile[]
  /** What installs the packages that it needs; null: it needs none. */
  install: string | null
  /** What one must know to use it. */
  notes: string[]
}

/** The path that handlers answer, by the convention of Stack's documentation. */
export const HANDLER_PATH = '/api/webhooks/stack'
