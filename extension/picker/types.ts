import type { Locator, ReadStep, Screen } from '../../worker/contract/adapter.ts'
import type { Unread } from '../messages.ts'

/** What an administrator points at. */
export type Target = 'number' | 'name' | 'press' | `field:${string}`

/** What a way rests on, the steadiest first. `beside` is a label by its place alone, and may be a value of the page. */
export const KINDS = ['label', 'id', 'name', 'attribute', 'class', 'beside', 'position'] as const
export type Kind = (typeof KINDS)[number]

/** One way to find what was pointed at. `whole`: nothing but the value stands there. */
export interface Way {
  kind: Kind
  at: Pick<Locator, 'css' | 'label' | 'text'>
  from: Extract<ReadStep['from'], 'text' | 'value' | 'checked'>
  whole: boolean
}

/** The documents in which something is looked for: by address without ids, or by the frame's name where it has none. */
export interface Place {
  /** Such as `https://crm.bank.example/*`. */
  host: string
  /** Over the address; more than one where the same screen stands at several. */
  globs: string[]
  /** Empty where the address tells enough. */
  frame: string
}

/** What was pointed at in a frame, and every way to find it again. */
export interface Pointed {
  place: Place
  /** The address alone does not say which screen this is. */
  vague: boolean
  /** What stands there now. */
  text: string
  ways: Way[]
  /** The form that the control sends, where it is the action's own. */
  form: Locator | null
}

/** One thing pointed at. */
export interface Picked extends Pointed {
  id: number
  target: Target
  /** Screens of one address are told apart by what is on them. */
  view: number
  /** Found by the picker itself, not pointed at. */
  found: boolean
}

/** What one way finds on one page: how many elements that can be seen, and what they read. */
export interface Tried {
  found: number
  text: string | null
  unread: Unread | null
}

/** Why a part of a screen does not hold. */
export type Why =
  | 'address'
  | 'frame'
  | 'none'
  | 'unseen'
  | 'empty'
  | 'no-match'
  | 'several'
  | 'there'
  | 'broken'

/** One condition or step of a screen on one page. */
export interface Judged {
  part:
    | 'url'
    | 'frame'
    | 'present'
    | 'absent'
    | 'within'
    | 'number'
    | 'anchor'
    | 'rows'
    | 'field'
    | 'press'
    | 'form'
  /** Name of the field or guard; empty elsewhere. */
  name: string
  /** The condition or step as it stands in the adapter, short. */
  what: string
  why: Why | null
}

/** What the picker asks of every frame, again and again. */
export interface Asked {
  /** What is to be pointed at now; a frame that is not asked for a while gives up by itself. */
  armed: { token: number; target: Target } | null
  picks: Pick<Picked, 'id' | 'place' | 'target' | 'ways'>[]
  /** Looks for this number by itself in frames of these places. */
  seek: { number: string; places: Place[] }
  screens: Screen[]
}

/** What a frame answers. */
export interface Told {
  url: string
  name: string
  pointed: { token: number; made: Pointed | null } | null
  /** By pick; only of picks whose place this is. */
  tried: Record<number, Tried[]>
  sought: Pointed | null
  /** What number and name would read here, where nothing has been pointed at in a document of this address. */
  stray: { place: Place; tried: Record<number, Tried[]> } | null
  judged: Judged[][]
}
