import { execFileSync } from 'node:child_process'

/** Debian's packages belong to its own Python, which another one on the path may hide. */
const commands = ['python3', '/usr/bin/python3']

/** A Python of at least 3.11 that has all of `modules`; null: there is none on this machine. */
export function pythonCommand(modules: readonly string[] = []): string | null {
  const code = [
    'import sys',
    'assert sys.version_info >= (3, 11)',
    ...modules.map((name) => `import ${name}`),
  ]
  return commands.find((command) => runs(command, code.join('\n'))) ?? null
}

function runs(command: string, code: string): boolean {
  try {
    execFileSync(command, ['-c', code], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
