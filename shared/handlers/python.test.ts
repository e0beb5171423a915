import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pythonCommand } from '../../server/testing/python.ts'
import { startPython } from '../../server/testing/written-handlers/python.ts'
import { describeWritten } from '../../server/testing/written-handlers/suite.ts'
import { save, shapeOf, writtenTypes } from '../../server/testing/written-handlers/written.ts'
import { dataSchemaOf } from '../stack/data-schema.ts'
import { sampleTypes } from '../stack/samples.ts'
import { handlerCode, handlerForms, handlerFrameworks } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'hooklens-handlers-'))
const frameworks = handlerFrameworks.filter(({ language }) => language === 'python')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

for (const { id, label } of frameworks) {
  const python = pythonCommand([id])
  if (python === null) {
    console.info(
      `The handler for ${label} is not run: no Python of at least 3.11 here has ${id} (Debian: python3-${id}).`,
    )
    describe.skip(`the handler for ${id}`, () => {
      it('is run', () => undefined)
    })
    continue
  }
  for (const form of handlerForms) {
    const how = form === 'svix' ? 'svix, with a stand-in for the library' : form
    describeWritten(`the handler for ${id}, ${how}`, () => {
      const handler = handlerCode({ framework: id, form, types: writtenTypes, shapeOf })
      const place = join(folder, `${id}-run-${form}`)
      mkdirSync(place)
      return startPython(python, place, id, handler)
    })
  }
}

describe('the code of the handlers in Python', () => {
  const python = pythonCommand()
  if (python === null)
    console.info('The handlers in Python are not read: there is no Python of at least 3.11.')

  it.skipIf(python === null)('is valid, and its types too', () => {
    const files = frameworks.flatMap(({ id }) =>
      handlerForms.flatMap((form) => {
        const place = join(folder, `${id}-${form}`)
        const types =
          form === 'svix' ? { types: sampleTypes, shapeOf: dataSchemaOf } : { types: writtenTypes, shapeOf }
        const handler = handlerCode({ framework: id, form, ...types })
        save(place, handler, null)
        return handler.files.map(({ name }) => join(place, name))
      }),
    )
    expect(files).toHaveLength(2 * 4 + 3 * 3)
    const compile = `import sys
for name in sys.argv[1:]:
    code = compile(open(name).read(), name, "exec")
    if name.endswith("stack_events.py"):
        exec(code, {})`
    execFileSync(python!, ['-c', compile, ...files])
  })
})
