/** One JSON line of log about work that no request waits for; without messages, which may quote data. */
export function logFailure(work: string, error: unknown): void {
  const { name, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  const at = frames.slice(0, 5).map((line) => line.trim())
  console.log(JSON.stringify({ time: new Date().toISOString(), level: 'error', work, problem: name, at }))
}
