import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { startJavascript } from '../../server/testing/written-handlers/javascript.ts'
import { describeWritten } from '../../server/testing/written-handlers/suite.ts'
import { save, shapeOf, writtenTypes } from '../../server/testing/written-handlers/written.ts'
import { dataSchemaOf } from '../stack/data-schema.ts'
import { samplePayload, sampleTypes } from '../stack/samples.ts'
import { handlerCode, handlerForms, handlerFrameworks } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'hooklens-handlers-'))
const modules = resolve(import.meta.dirname, '../../node_modules')
const written = handlerFrameworks
  .filter(({ language }) => language !== 'python')
  .flatMap(({ id }) =>
    handlerForms.map((form) => ({
      framework: id,
      form,
      name: `${id}-${form}`,
      handler: handlerCode({ framework: id, form, types: writtenTypes, shapeOf }),
    })),
  )

beforeAll(() => {
  symlinkSync(modules, join(folder, 'node_modules'))
  // The handlers tell of work that failed.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

for (const { framework, form, name, handler } of written) {
  describeWritten(`the handler for ${framework}, ${form}`, () => {
    mkdirSync(join(folder, name))
    return startJavascript(join(folder, name), framework, handler)
  })
}

describe('the code of the handlers in JavaScript', () => {
  it('has the types that it says, in the strictest mode', () => {
    const checked = join(folder, 'checked')
    for (const { name, handler } of written) save(join(checked, name), handler, null)
    save(join(checked, 'none'), handlerCode({ framework: 'nextjs', form: 'svix', types: [], shapeOf }), null)
    const ofStack = { types: sampleTypes, shapeOf: dataSchemaOf }
    save(join(checked, 'stack'), handlerCode({ framework: 'nextjs', form: 'manual', ...ofStack }), null)
    writeFileSync(join(checked, 'samples.ts'), samplesAsCode())
    writeFileSync(join(checked, 'narrowed.ts'), narrowed)
    writeFileSync(join(checked, 'express.d.ts'), expressTypes)
    const compilerOptions = {
      target: 'es2023',
      lib: ['es2023', 'dom', 'dom.iterable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      types: ['node'],
      typeRoots: [join(modules, '@types')],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitReturns: false,
      noUnusedLocals: true,
      allowJs: true,
      checkJs: true,
      noEmit: true,
      skipLibCheck: true,
    }
    writeFileSync(join(checked, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*'] }))
    try {
      execFileSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', checked], {
        encoding: 'utf8',
      })
    } catch (error) {
      throw new Error((error as { stdout: string }).stdout)
    }
  })
})

/** A sample of each of Stack's types, which the types must take. */
function samplesAsCode(): string {
  const source = { uuid: () => '3f0d6c4e-6a0b-4c1d-8e2f-1f0e7a4b2c11', now: () => 1_790_000_000_000 }
  const samples = sampleTypes.map((type) => samplePayload(type, source))
  return `import type { StackEvent } from './stack/app/api/webhooks/stack/stack-events'
export const samples: StackEvent[] = ${JSON.stringify(samples)}`
}

/** What a reader expects of the types, each wrong use marked as such. */
const narrowed = `import type { StackEvent, User } from './nextjs-svix/app/api/webhooks/stack/stack-events'

export function read(event: StackEvent): string | null {
  // @ts-expect-error not every type has it
  event.data.display_name
  switch (event.type) {
    case 'user.created':
    case 'user.updated': {
      const user: User = event.data
      // @ts-expect-error may be missing
      const numbers: number[] = user['odd-key']
      // @ts-expect-error may be null
      const name: string = user.display_name
      // @ts-expect-error not one of its values
      if (user.status === 'other') return null
      return user.display_name
    }
    case 'team.deleted':
      return event.data.id
    // @ts-expect-error no such type
    case 'user.create':
      return null
    default:
      return null
  }
}
`

/** As much of Express as the handlers use: it comes without types. */
const expressTypes = `declare module 'express' {
  import type { IncomingMessage, Server } from 'node:http'
  interface Req extends IncomingMessage { body: unknown }
  interface Res { status(code: number): Res; end(): void; sendFile(name: string, options: object): void }
  type Act = (req: Req, res: Res, next: () => void) => unknown
  interface Router extends Act0 { use(...acts: Act[]): void; post(path: string, ...acts: Act[]): void }
  type Act0 = Act
  interface App extends Router { listen(port: number | string): Server }
  const express: { (): App; Router(): Router; raw(options: object): Act; json(): Act; static(folder: string): Act }
  export default express
}
`
