import { useCallback, useEffect, useRef, useState } from 'react'
import { EdgeRefusal } from './edge.ts'

/** What was asked of the edge, as it stands. `data` stays while a later look fails. */
export interface Loaded<T> {
  data: T | null
  refusal: EdgeRefusal | null
  busy: boolean
  reload(): void
}

const asRefusal = (error: unknown) => (error instanceof EdgeRefusal ? error : new EdgeRefusal('no-answer'))

/**
 * Asks once, and again every so many milliseconds while the page is in sight. The last question alone is answered.
 * @param load must stay the same function, or it is asked anew
 */
export function useLoad<T>(load: () => Promise<T>, every?: number): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ data: null, refusal: null, busy: true })
  const asked = useRef(0)
  const reload = useCallback(async () => {
    const turn = ++asked.current
    const settle = (next: Partial<Loaded<T>>) =>
      turn === asked.current && setState((now) => ({ ...now, ...next, busy: false }))
    setState((now) => (now.busy ? now : { ...now, busy: true }))
    await load().then(
      (data) => settle({ data, refusal: null }),
      (error) => settle({ refusal: asRefusal(error) }),
    )
  }, [load])
  useEffect(() => {
    void reload()
    const look = () => document.visibilityState === 'visible' && void reload()
    const timer = every ? setInterval(look, every) : undefined
    document.addEventListener('visibilitychange', look)
    return () => {
      asked.current++
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [reload, every])
  return { ...state, reload: () => void reload() }
}
