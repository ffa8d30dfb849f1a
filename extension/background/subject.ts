import type { Unread } from '../messages.ts'

/** What one frame says of its customer. */
export interface FrameReading {
  /** Such as `adapter/screen`. */
  screen: string
  key: string | null
  unread: Unread | null
}

/** Whom a tab shows. Where its frames disagree, nobody. */
export type Subject =
  | { state: 'none' }
  /** A frame that named a customer is being replaced: nobody is certain until the next document has spoken. */
  | { state: 'moving' }
  | { state: 'one'; key: string }
  | { state: 'unread'; unread: Unread }
  | { state: 'conflict'; places: { screen: string; key: string }[] }

/** Whom the frames of one tab show together. `moving`: a document that named a customer has just left. */
export function subjectOf(readings: FrameReading[], moving = false): Subject {
  if (moving) return { state: 'moving' }
  const places = readings.flatMap(({ screen, key }) => (key ? [{ screen, key }] : []))
  const keys = new Set(places.map(({ key }) => key))
  if (keys.size > 1) return { state: 'conflict', places }
  const [key] = keys
  if (key) return { state: 'one', key }
  const unread = readings.find((reading) => reading.unread)?.unread
  return unread ? { state: 'unread', unread } : { state: 'none' }
}

export function sameSubject(a: Subject, b: Subject): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
