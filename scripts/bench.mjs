// npm run bench:<name> [-- what the benchmark takes]: runs bench/<name>.ts against a fresh build.
import { existsSync, readdirSync } from 'node:fs'
import { Failure, main } from './lib/failure.mjs'
import { prepareBuild, prepareInstall } from './lib/prepare.mjs'
import { at, tool } from './lib/root.mjs'
import { run } from './lib/run.mjs'

const [name = '', ...args] = process.argv.slice(2)

await main(async () => {
  const script = at('bench', `${name}.ts`)
  if (!/^[a-z-]+$/.test(name) || !existsSync(script)) throw unknownBenchmark()
  await prepareInstall()
  await prepareBuild()
  const { code } = await run([...tool('tsx'), script, ...args], { show: true })
  return code
})

function unknownBenchmark() {
  const names = readdirSync(at('bench')).filter((file) => file.endsWith('.ts'))
  return new Failure(`There is no benchmark "${name}".`, {
    exitCode: 2,
    advice: [`In bench/: ${names.join(', ')}`],
  })
}
