import { useCallback, useEffect, useState } from 'react'
import type { Channel } from '../../../worker/contract/catalogue.ts'
import type { EventView } from '../../customer-view.ts'
import { useSight } from './seen.tsx'

/** What the timeline is narrowed to; all where empty. */
export interface Narrowed {
  channels: Channel[]
  kinds: string[]
  /** The kinds are those in which customer and bank spoke. */
  spoken?: true
}

export interface Timeline {
  rows: EventView[]
  state: 'asking' | 'still' | 'failed'
  /** Why the last stretch could not be had; empty where it could. */
  failed: string
  /** True while there are earlier ones. */
  more: boolean
  /** Asks for earlier ones, once at a time. */
  ask(): void
}

interface Kept {
  asked: number
  rows: EventView[]
  next: string | null
  state: Timeline['state']
  failed: string
}

let asks = 0
const nothing: Kept = { asked: 0, rows: [], next: null, state: 'asking', failed: '' }

/** The customer's events by stretches, newest first. What comes for another narrowing, or an earlier question, is dropped. */
export function useTimeline(narrowed: Narrowed): Timeline {
  const { told, ask } = useSight()
  const [kept, setKept] = useState<Kept>(nothing)
  const { channels, kinds } = narrowed
  const begin = useCallback(
    (before: string | null) => {
      asks += 1
      ask({ asked: asks, channels, kinds, before })
      return asks
    },
    [ask, channels, kinds],
  )
  useEffect(() => setKept({ ...nothing, asked: begin(null) }), [begin])
  useEffect(() => {
    if (told)
      setKept((now) => (now.asked === told.asked && now.state === 'asking' ? taken(now, told.events) : now))
  }, [told])
  const { rows, state, failed, next } = kept
  const more = next !== null || (state === 'failed' && !rows.length)
  return {
    ...{ rows, state, failed, more },
    ask: () => {
      if (more && state !== 'asking') setKept({ ...kept, asked: begin(next), state: 'asking', failed: '' })
    },
  }
}

/** A stretch joined to those before it. */
function taken(now: Kept, events: NonNullable<ReturnType<typeof useSight>['told']>['events']): Kept {
  if ('failed' in events) return { ...now, state: 'failed', failed: events.failed }
  return { ...now, rows: [...now.rows, ...events.events], next: events.next, state: 'still', failed: '' }
}
