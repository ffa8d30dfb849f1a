import { spawnSync } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempDir } from '../import/fixture.ts'
import { lockHome } from './lock.ts'
import { Progress } from './report.ts'
import { openStand } from './stand.ts'

const ports = { edge: 0, identity: 0, crm: 0 }
/** Of a process that runs for as long as this test: the one that started it. */
const other = String(process.ppid)

it('while another process runs in a folder, a second one says so and changes nothing there', async () => {
  const home = await tempDir()
  await writeFile(join(home, 'running.pid'), other)
  const opening = openStand({ home, progress: new Progress(), ports })
  await expect(opening).rejects.toThrow(`Fineline already runs in ${home} (process ${other}).`)
  expect(await readdir(home)).toEqual(['running.pid'])
})

const dead = () => String(spawnSync(process.execPath, ['-e', '']).pid)
it.each([
  ['of a process that is gone', dead()],
  ['that is empty', ''],
  ['with nonsense', 'abc'],
])('a lock %s is taken over, and given back', async (_, left) => {
  const home = await tempDir()
  await writeFile(join(home, 'running.pid'), left)
  const unlock = await lockHome(home)
  await unlock()
  expect(await readdir(home)).toEqual([])
})
