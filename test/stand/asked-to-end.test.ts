import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished, vi } from 'vitest'
import { tempDir } from '../import/fixture.ts'

const launchModule = fileURLToPath(new URL('./launch.mjs', import.meta.url))
const program = fileURLToPath(new URL('./asked-to-end-process.ts', import.meta.url))

/** As npm does it: a process whose child launches the program in a child of its own. */
const OUTER = `require('node:child_process').spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'pipe', 'ignore'] })
  .stdout.once('data', (pid) => process.stdout.write(pid))`
const LAUNCHER = `import(process.argv[1]).then(({ launch }) => {
  launch(process.execPath, process.argv.slice(2), process.env)
  process.stdout.write(String(process.pid))
})`

const untilGone = (file: string) =>
  vi.waitFor(() => expect(existsSync(file)).toBe(false), { timeout: 8000, interval: 20 })

async function start(outer: boolean): Promise<{ child: ChildProcess; launcher: number; file: string }> {
  const file = join(await tempDir(), 'held')
  const launch = ['-e', LAUNCHER, '--', launchModule, program, file]
  const child = spawn(process.execPath, outer ? ['-e', OUTER, '--', ...launch] : launch, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [pid] = await once(child.stdout as NodeJS.EventEmitter, 'data')
  onTestFinished(() => void child.kill('SIGKILL'))
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 8000, interval: 20 })
  return { child, launcher: Number(String(pid)), file }
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s to the launcher ends both, cleaned up',
  async (signal) => {
    const { child, file } = await start(false)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(existsSync(file)).toBe(false)
  },
  20_000,
)

it('a killed launcher ends the program, cleaned up', async () => {
  const { child, file } = await start(false)
  child.kill('SIGKILL')
  await untilGone(file)
}, 20_000)

it.skipIf(process.platform === 'win32')(
  'whoever started the launcher being killed ends both, cleaned up',
  async () => {
    const { child, launcher, file } = await start(true)
    expect(launcher).not.toBe(child.pid)
    child.kill('SIGKILL')
    await untilGone(file)
    await vi.waitFor(() => expect(() => process.kill(launcher, 0)).toThrow(), { timeout: 8000, interval: 20 })
  },
  20_000,
)
