import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often it is looked whether the process that started this one is still there. Milliseconds. */
const LOOK = 500

/** The parent of a process, 0 where it cannot be told. */
function parentOf(pid) {
  if (process.platform === 'win32') return 0
  if (process.platform !== 'linux')
    return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout) || 0
  // After the name, which is the one field that may hold spaces: state, parent.
  return Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1],
  )
}

/** Who started this process: npm does it by a shell, which outlives npm without a word. */
function starters() {
  const parent = process.ppid
  return process.env.npm_execpath ? [parent, parentOf(parent)].filter((pid) => pid > 1) : [parent]
}

function isGone(pid) {
  try {
    return !process.kill(pid, 0)
  } catch {
    return true
  }
}

/**
 * Runs a program and ends with its exit code. Every way in which this process is told to end reaches the program, also
 * that whoever started it is gone; the program cleans up, and this process waits for it. Killed itself, it closes the
 * channel between both, by which the program knows.
 */
export function launch(program, args, env) {
  const child = spawn(program, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  child.channel?.unref()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const [parent, ...others] = starters()
  setInterval(() => (process.ppid !== parent || others.some(isGone)) && child.kill('SIGTERM'), LOOK).unref()
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
