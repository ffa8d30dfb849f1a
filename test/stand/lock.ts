import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Trouble } from '../../db/trouble.ts'

/**
 * Takes a folder for this process alone; a lock that a killed process left is taken over.
 * @returns gives it back
 * @throws Trouble where another process has it; then nothing is changed
 */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  const file = join(home, 'running.pid')
  await mkdir(home, { recursive: true })
  const holder = await readHolder(file)
  if (holder !== null && isRunning(holder)) throw running(home, file, holder)
  await rm(file, { force: true })
  await writeFile(file, String(process.pid), { flag: 'wx' }).catch(async (error) => {
    if (error.code !== 'EEXIST') throw error
    throw running(home, file, (await readHolder(file)) ?? 0)
  })
  return () => rm(file, { force: true })
}

function running(home: string, file: string, pid: number): Trouble {
  return new Trouble({
    zh: `Fineline 已在 ${home} 中运行（进程 ${pid}）。请先结束它；若它其实没有运行，请删除 ${file}。什么都没有改动。`,
    en: `Fineline already runs in ${home} (process ${pid}). End it first; if it does not run, delete ${file}. Nothing was changed.`,
  })
}

async function readHolder(file: string): Promise<number | null> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null
}

/** Signal 0 asks without telling; a process of another account answers that one may not. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
