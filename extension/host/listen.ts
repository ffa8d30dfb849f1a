const kept = new Set<() => void>()

/** Listens in the capturing phase until `signal` aborts, also where the page throws all listeners away. */
export function listen<E extends Event>(
  target: EventTarget | undefined,
  type: string,
  handler: (event: E) => void,
  signal: AbortSignal,
  passive = false,
): void {
  const add = () =>
    target?.addEventListener(type, handler as (event: Event) => void, { capture: true, passive, signal })
  add()
  kept.add(add)
  signal.addEventListener('abort', () => kept.delete(add))
}

/** To be called after `document.open()`, which throws every listener away; adding one that is still there does nothing. */
export function listenAgain(): void {
  for (const add of kept) add()
}
