import { useCallback, useEffect, useRef, useState } from 'react'
import { EdgeRefusal } from './edge.ts'

/** What was asked of the edge, as it stands. `data` stays while a later look fails. */
export interface Loaded<T> {
  data: T | null
  refusal: EdgeRefusal | null
  busy: boolean
  /** When the edge last answered, as of the last thing that changed; null: not yet. */
  seenAt: Date | null
  reload(): void
}

const asRefusal = (error: unknown) => (error instanceof EdgeRefusal ? error : new EdgeRefusal('no-answer'))
const unasked = { data: null, refusal: null, busy: true, seenAt: null }

/**
 * Asks once, and again every so many milliseconds while the page is in sight. The last question alone is answered; an
 * answer that is the same object as before changes nothing.
 * @param load must stay the same function, or it is asked anew
 */
export function useLoad<T>(load: () => Promise<T>, every?: number): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>(unasked)
  const asked = useRef(0)
  const seen = useRef<Date | null>(null)
  const look = useCallback(async () => {
    const turn = ++asked.current
    const settle = (next: (now: typeof state) => typeof state) => turn === asked.current && setState(next)
    await load().then(
      (data) => {
        seen.current = new Date()
        const seenAt = seen.current
        settle((now) =>
          now.data === data && !now.refusal && !now.busy ? now : { data, refusal: null, busy: false, seenAt },
        )
      },
      (error) => settle((now) => ({ ...now, refusal: asRefusal(error), busy: false, seenAt: seen.current })),
    )
  }, [load])
  const reload = useCallback(() => {
    setState((now) => (now.busy ? now : { ...now, busy: true }))
    void look()
  }, [look])
  useEffect(() => {
    reload()
    const again = () => document.visibilityState === 'visible' && void look()
    const timer = every ? setInterval(again, every) : undefined
    if (every) document.addEventListener('visibilitychange', again)
    return () => {
      asked.current++
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [look, reload, every])
  return { ...state, reload }
}
