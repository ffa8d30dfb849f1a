import type { Unnamed } from './find-customer.ts'
import { reachOf } from './reach.ts'

/** What one frame says of its customer. */
export interface FrameReading {
  /** Such as `adapter/screen`. */
  screen: string
  key: string | null
  unread: Unnamed | null
  /** Customers of whom its number may be one, where nobody can say which. */
  among: readonly string[]
  /** It is being asked whom its number leads to. */
  finding: boolean
}

/** Whom a tab shows. Where its frames disagree, or one shows a number that may be somebody else's, nobody. */
export type Subject =
  | { state: 'none' }
  /**
   * A frame that named a customer is being replaced, or the edge is asked whom a number leads to: nobody is certain
   * until the next document, or the edge, has spoken.
   */
  | { state: 'moving' }
  /** After a stop of the worker the frames are about to say again whom they showed: until then that stands. */
  | { state: 'returning' }
  | { state: 'one'; key: string }
  | { state: 'unread'; unread: Unnamed }
  | { state: 'conflict'; places: { screen: string; key: string }[] }

/** Whom the frames of one tab show together. `moving`: a document that named a customer has just left. */
export function subjectOf(readings: FrameReading[], moving = false): Subject {
  if (moving || readings.some(({ finding }) => finding)) return { state: 'moving' }
  const named = readings.flatMap(({ screen, key }) => (key ? [{ screen, key }] : []))
  const places = [...named, ...strangers(readings, named)]
  const keys = new Set(places.map(({ key }) => key))
  if (keys.size > 1) return { state: 'conflict', places }
  const doubt = readings.find(({ unread }) => reachOf(unread) === 'window')?.unread
  if (doubt) return { state: 'unread', unread: doubt }
  const [key] = keys
  if (key) return { state: 'one', key }
  const unread = readings.find((reading) => reading.unread)?.unread
  return unread ? { state: 'unread', unread } : { state: 'none' }
}

/** Those of whom a number may be one, where whom the other frames name is none of them. */
function strangers(readings: FrameReading[], named: readonly { key: string }[]) {
  const others = readings.filter(({ among }) => among.length && !named.some(({ key }) => among.includes(key)))
  return named.length ? others.flatMap(({ screen, among }) => among.map((key) => ({ screen, key }))) : []
}

/** True while a frame or the edge is about to say whom the tab shows. */
export const isPassing = ({ state }: Subject): boolean => state === 'moving' || state === 'returning'

export function sameSubject(a: Subject, b: Subject): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
