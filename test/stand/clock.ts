const MINUTE_MS = 60_000

/** `wrangler dev` has no clock for cron triggers: calls a Worker's own every minute, until the function given back. */
export function startClock(url: string): () => void {
  const tick = () => fetch(`${url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`).catch(() => {})
  const timer = setInterval(tick, MINUTE_MS)
  timer.unref()
  return () => clearInterval(timer)
}
