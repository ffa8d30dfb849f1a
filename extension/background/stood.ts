import type { TabContact } from './contacts.ts'
import { reachOf } from './reach.ts'
import type { FrameReading } from './subject.ts'

/** The customer of a contact, and where and by which numbers they stood on the screen. */
export type Stood = Pick<TabContact, 'customerKey' | 'places'>

/** What a frame says of its customer, and by which number. */
export interface FrameSaying extends FrameReading {
  /** Which frame of the window. */
  place: string
  /** It has said something since its line stands. */
  spoken: boolean
  /** As read; empty where it shows none. */
  number: string
  /** Of another number than the customer's; empty: it is the customer's own, null: it is being made. */
  hash: string | null
  /** The edge could not be asked whom the number leads to. */
  failed: boolean
}

/** Numbers on the screen while the customer is at hand, by the frame that shows them. */
export const placesOf = (sayings: readonly FrameSaying[]): TabContact['places'] =>
  Object.fromEntries(
    sayings.flatMap(({ place, hash, key }) =>
      hash || key !== null ? [[place, { hash: hash ?? '', names: key !== null }]] : [],
    ),
  )

const hashesOf = ({ places }: Stood): Set<string> =>
  new Set(Object.values(places).flatMap(({ hash }) => hash || []))

/**
 * True while no frame has said anything but what it had said before the worker was stopped. That a page still shows a
 * number says nothing: it may be the next one's. It is the same where its hash is one that stood there then.
 */
export function standsStill(sayings: readonly FrameSaying[], stood: Stood): boolean {
  const hashes = hashesOf(stood)
  return sayings.every(({ place, spoken, number, hash, key, unread }) => {
    if (!spoken || hash === null) return true
    if (key !== null) return key === stood.customerKey
    if (reachOf(unread) === 'window') return false
    if (hash) return hashes.has(hash)
    // Its own number is being hashed, or it names nobody, as it did then.
    return (number !== '' && unread === null) || !stood.places[place]
  })
}

/** True where a frame shows a number that has named that customer, though the edge cannot be asked about it again now. */
export function isOnScreen(sayings: readonly FrameSaying[], { customerKey, places }: Stood): boolean {
  const named = new Set(Object.values(places).flatMap(({ hash, names }) => (names && hash ? hash : [])))
  return sayings.some(({ place, key, hash, finding, failed }) => {
    if (key === customerKey) return true
    return hash === null ? finding && places[place]?.names : (finding || failed) && named.has(hash)
  })
}
