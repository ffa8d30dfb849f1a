import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { FromPanel, Revealed } from '../messages.ts'

interface Holding {
  /** What the hold at hand is, and what is told for it; 0: nothing is held. */
  hold: number
  text: string
  /** Asks for a value; the number of the hold. */
  begin(name: string): number
  /** Ends that hold, if it is still at hand. */
  end(hold: number): void
}

const Held = createContext<Holding>({ hold: 0, text: '', begin: () => 0, end: () => undefined })

export const useHolding = (): Holding => useContext(Held)

let holds = 0

interface RevealsProps {
  /** Of the customer on screen; empty for none. */
  keyShort: string
  revealed: Revealed | null
  send(message: FromPanel): void
  children: ReactNode
}

/** One value at a time is held in the clear: until it is let go, the panel loses the focus or another customer comes. */
export function Reveals({ keyShort, revealed, send, children }: RevealsProps) {
  const [hold, setHold] = useState(0)
  const begin = useCallback(
    (name: string) => {
      holds += 1
      setHold(holds)
      send({ type: 'reveal', keyShort, name, hold: holds })
      return holds
    },
    [keyShort, send],
  )
  const end = useCallback((ended: number) => setHold((now) => (now === ended ? 0 : now)), [])
  useEffect(() => {
    const none = () => setHold(0)
    const hidden = () => document.visibilityState === 'hidden' && none()
    window.addEventListener('blur', none)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      none()
      window.removeEventListener('blur', none)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [])
  const text = hold !== 0 && revealed?.hold === hold ? revealed.text : ''
  const holding = useMemo(() => ({ hold, text, begin, end }), [hold, text, begin, end])
  return <Held.Provider value={holding}>{children}</Held.Provider>
}
