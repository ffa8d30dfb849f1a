const MINUTE_MS = 60_000

/** Runs what a Worker of `wrangler dev` does every minute. */
export const tick = (url: string): Promise<Response> => fetch(`${url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`)

/** `wrangler dev` has no clock for cron triggers: calls a Worker's own every minute, until the function given back. */
export function startClock(url: string): () => void {
  const timer = setInterval(() => tick(url).catch(() => {}), MINUTE_MS)
  timer.unref()
  return () => clearInterval(timer)
}
