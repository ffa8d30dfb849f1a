import type { Unnamed } from './find-customer.ts'

/** How far it reaches that a frame names nobody. */
export type Reach =
  /** It shows no number: whom the other frames name is at hand there too. */
  | 'none'
  /** It shows one that is nobody's to our knowledge: nothing in it is judged by whom the other frames name. */
  | 'frame'
  /** It shows one that is somebody's, and may be somebody else's: nobody is certain in the whole window. */
  | 'window'

const REACH: Record<Unnamed, Reach> = {
  'no-element': 'none',
  empty: 'none',
  'no-identifier': 'none',
  'empty-identifier': 'none',
  'not-a-number': 'frame',
  ambiguous: 'frame',
  'not-an-identifier': 'frame',
  'several-identifiers': 'frame',
  // Beside somebody who is none of them the frames disagree.
  'several-customers': 'frame',
  // Whoever calls from a telephone of somebody else is found by hand: that is any day's work.
  'unknown-phone': 'frame',
  'unknown-number': 'window',
  'uncertain-number': 'window',
  'no-policy': 'window',
  'wrong-policy': 'window',
  'no-playbook': 'window',
  'signed-out': 'window',
  unreachable: 'window',
  busy: 'window',
  refused: 'window',
}

/** How far that reaches; a frame that names somebody, or has nothing to say, puts nobody in doubt. */
export const reachOf = (unread: Unnamed | null): Reach => (unread ? REACH[unread] : 'none')
