import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import type { CustomerView, EventsView, SeenView } from '../../customer-view.ts'
import type { CustomerSeen, EventsTold, FromPanel } from '../../messages.ts'

type Asked = Extract<FromPanel, { type: 'events' }>

interface Sight {
  customer: CustomerView
  /** The last stretch of the timeline that was told, and under which number it was asked for. */
  told: { asked: number; events: EventsView } | null
  ask(wanted: Omit<Asked, 'type' | 'keyShort'>): void
  again(): void
}

const waiting = { state: 'waiting' } as const
const Sight = createContext<Sight>({
  customer: waiting,
  told: null,
  ask: () => undefined,
  again: () => undefined,
})

export const useSight = (): Sight => useContext(Sight)

/** The view of the customer, where it is there. */
export function useSeen(): SeenView | null {
  const { customer } = useSight()
  return customer.state === 'seen' ? customer : null
}

interface SeenProps {
  /** Of the customer on screen: what is of another counts for nothing. */
  keyShort: string
  customer: CustomerSeen | null
  events: EventsTold | null
  send(message: FromPanel): void
  children: ReactNode
}

/** Hands what is seen of the customer on screen to whatever shows a part of it. */
export function Seen({ keyShort, customer, events, send, children }: SeenProps) {
  // Stable, so that what was told does not ask anew.
  const ask = useCallback(
    (wanted: Omit<Asked, 'type' | 'keyShort'>) => send({ type: 'events', keyShort, ...wanted }),
    [keyShort, send],
  )
  const again = useCallback(() => send({ type: 'view-again', keyShort }), [keyShort, send])
  const sight = useMemo(
    () => ({
      customer: customer?.keyShort === keyShort ? customer.customer : waiting,
      told: events?.keyShort === keyShort ? events : null,
      ask,
      again,
    }),
    [keyShort, customer, events, ask, again],
  )
  return <Sight.Provider value={sight}>{children}</Sight.Provider>
}
