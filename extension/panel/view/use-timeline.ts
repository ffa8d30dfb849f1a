import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { Channel } from '../../../worker/contract/catalogue.ts'
import type { EventsView, EventView } from '../../customer-view.ts'
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
  /** What is asked for is known already, and told anew. */
  anew: boolean
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
  /** Told anew, until they come as far as somebody has looked; null: `rows` are of the view at hand. */
  anew: { rows: EventView[]; next: string | null } | null
}

/** Further on than so many rows, what somebody looked at is no longer searched for. */
const SEARCHED = 400

let asks = 0
const nothing: Kept = { asked: 0, rows: [], next: null, state: 'asking', failed: '', anew: null }
const begun = { state: 'asking', failed: '', anew: { rows: [], next: null } } as const satisfies Partial<Kept>

/**
 * The customer's events by stretches, newest first. What comes for another narrowing, or an earlier question, is dropped.
 * @param edition another name: another view of the same customer is there, and the rows are asked for anew; those of
 *   before stand until then
 * @param looked how many rows down somebody has looked
 */
export function useTimeline(narrowed: Narrowed, edition: string, looked: RefObject<number>): Timeline {
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition is asked for
  useEffect(() => {
    const asked = begin(null)
    setKept((now) => (now.rows.length ? { ...now, ...begun, asked } : { ...nothing, asked }))
  }, [begin, edition])
  useEffect(() => {
    if (!told || told.asked !== kept.asked || kept.state !== 'asking') return
    const now = taken(kept, told.events)
    setKept(isEnough(now, looked.current) ? settled(now) : { ...now, asked: begin(now.anew?.next ?? null) })
  }, [told, kept, begin, looked])
  const { rows, state, failed, next, anew } = kept
  const more = next !== null || (state === 'failed' && !rows.length)
  return {
    ...{ rows, state, failed, more, anew: anew !== null },
    ask: () => {
      if (more && state !== 'asking') setKept({ ...kept, asked: begin(next), state: 'asking', failed: '' })
    },
  }
}

/** A stretch joined to those before it. Where it could not be had, rows of an earlier view go. */
function taken(now: Kept, events: EventsView): Kept {
  const { rows, next } = now.anew ?? now
  if ('failed' in events) return { ...now, rows, next, anew: null, state: 'failed', failed: events.failed }
  const joined = { rows: [...rows, ...events.events], next: events.next }
  return now.anew ? { ...now, anew: joined } : { ...now, ...joined, state: 'still' }
}

/** Whether the last row that somebody looked at is among those told anew, or need not be searched for. */
function isEnough({ anew, rows }: Kept, looked: number): boolean {
  const last = rows[Math.min(looked, rows.length) - 1]
  if (!anew || anew.next === null || !last) return true
  return anew.rows.length > looked + SEARCHED || anew.rows.some(({ id }) => id === last.id)
}

const settled = ({ anew, ...now }: Kept): Kept =>
  anew ? { ...now, ...anew, anew: null, state: 'still' } : { ...now, anew }
