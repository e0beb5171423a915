import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Handler, ShapeOf } from '../../../shared/handlers/index.ts'

/** A handler that was written for the reader, saved and started. */
export interface RunningWritten {
  url: string
  /** The types that its work was called with, in their order; those that failed included. */
  worked(): Promise<string[]>
  /** Null: the variable is not there. */
  setEnvironment(variables: Record<string, string | null>): Promise<void>
  close(): Promise<void>
}

/** The types that the handlers under test work on. */
export const writtenTypes = ['user.created', 'user.updated', 'team.deleted', "odd'type\\\n"]

export const shapeOf: ShapeOf = (type) => {
  if (type === 'team.deleted')
    return { type: 'object', required: ['id'], properties: { id: { type: 'string' } } }
  if (!type.startsWith('user.')) return true
  return {
    type: 'object',
    required: ['id', 'display_name', 'client_metadata', 'risk_scores', 'status'],
    properties: {
      id: { type: 'string', description: 'Id of the user' },
      display_name: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      client_metadata: {},
      risk_scores: { type: 'object', required: ['bot'], properties: { bot: { type: 'number' } } },
      status: { enum: ['new', 'old'] },
      'odd-key': { type: 'array', items: { type: 'integer' } },
    },
  }
}

/** Saves a handler, and puts `call` where it asks for the reader's code. */
export function save(folder: string, handler: Handler, call: { pattern: RegExp; code: string } | null): void {
  for (const { name, code } of handler.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), call === null ? code : code.replace(call.pattern, call.code))
  }
}
