/**
 * Aborts as soon as this process shall end: Ctrl-C, SIGTERM, a closed terminal, or the launcher that started it is
 * gone. From now on none of these ends it by itself: whoever asks must clean up and return.
 */
export function askedToEnd(): AbortSignal {
  const asked = new AbortController()
  const ask = () => asked.abort()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
  process.on('disconnect', ask)
  // A channel that is listened to would keep the process alive.
  process.channel?.unref()
  // Of a terminal that was closed nothing can be said any more; that is no reason to leave things running.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ask)
  return asked.signal
}

/** Resolves once `signal` is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
