import type { ActionKind } from '../worker/contract/action.ts'
import type { Adapter, Screen } from '../worker/contract/adapter.ts'
import type { Channel } from '../worker/contract/catalogue.ts'
import type { AdapterHealth, ReadPart, StepOutcome } from '../worker/contract/health.ts'
import type { OwnResults } from '../worker/contract/results.ts'
import type { RevealKind } from '../worker/contract/reveal.ts'
import type { CustomerView, EventsView } from './customer-view.ts'
import type { FailMode, Feature } from './policy.ts'
import type {
  BadgeView,
  CardView,
  FoundView,
  NoticeView,
  PanelView,
  PanelWords,
  PickerView,
  PolicyView,
  ReadingView,
  ScriptView,
  StatusView,
  StopView,
} from './views.ts'

/** Name of the port a frame of the bank's page opens. */
export const PAGE_PORT = 'fineline-page'
/** Name of the port a frame opens in home office. */
export const HOME_PORT = 'fineline-home'
/** Name of the port a side panel opens, before `?tab=12`, which says for which tab. */
export const PANEL_PORT = 'fineline-panel'

/** Under this the background keeps the playbook in local storage; the console hears from there that it has changed. */
export const PLAYBOOK_KEPT = 'playbook'

/** Why a frame cannot say who its customer is. */
export type Unread = 'no-element' | 'empty' | 'not-a-number' | 'ambiguous'

/** Why a number other than the customer's own, such as a card's, names nobody. */
export type Unfound =
  | 'no-identifier'
  | 'empty-identifier'
  | 'not-an-identifier'
  | 'several-identifiers'
  | 'several-customers'
  | 'uncertain-number'
  | 'unknown-number'
  /** The same of a telephone, which may be anybody's. */
  | 'unknown-phone'

/** Why nothing could be checked for a customer: each has its own words for the agent. */
export type Unchecked =
  | Unread
  | Unfound
  | 'unknown-customer'
  | 'conflict'
  | 'no-policy'
  /** One is there, and wrong: nothing of it is used. */
  | 'wrong-policy'
  | 'no-playbook'
  | 'signed-out'
  | 'unreachable'
  /** The edge wants to be asked less often. */
  | 'busy'
  | 'refused'
  | 'no-answer'
  /** A newer playbook was heard of, and the one at hand may not be shown any more. */
  | 'old-playbook'

/** Why a written reason was not taken. */
export type OverrideProblem =
  | 'reason-too-short'
  | 'reason-holds-identifier'
  | 'no-customer'
  | 'not-allowed'
  | 'changed'

/** What lies on the page and can be moved or made small. */
export type Piece = 'badge' | 'card'

/** CSS pixels from a piece's own place. */
export interface Offset {
  x: number
  y: number
}

/** Where and how large an agent wants the pieces on the page. */
export interface Arrangement {
  /** By `piece screen`. */
  moved: Record<string, Offset>
  small: Piece[]
}

/** Everything in its own place and size. */
export const NATURAL: Arrangement = { moved: {}, small: [] }

/** Answer to a tip. */
export interface TipAnswer {
  tipId: string
  answer: 'accepted' | 'deferred' | 'dismissed'
  reasonId?: string
}

/** How one step of an adapter fared once. `screen` is `adapter/screen`, steps count from 1, 0 is the part as a whole. */
export interface StepSeen {
  screen: string
  part: ReadPart
  step: number
  outcome: StepOutcome
}

/** About a notice, by its id: the agent can see it, or has read it. */
export type NoticeAnswer = { type: 'notice-seen'; notice: string } | { type: 'notice-read'; notice: string }

/** What a page does to what Fineline shows on it: takes it away, changes it, lies over it, or passes itself off as it. */
export type Meddling = 'removed' | 'changed' | 'covered' | 'imitated'

/** From a frame of the bank's page to the background. Every reading carries its generation. */
export type FromPage =
  /** The customer this frame shows now; null with a reason where the number cannot be read; both null: none. */
  | {
      type: 'reading'
      generation: number
      screen: string
      number: string | null
      unread: Unread | null
    }
  /** The customers of a list, by row; one batch. */
  | { type: 'rows'; generation: number; screen: string; numbers: (string | null)[] }
  /** Page fields before a guarded action; stays in the browser. `sequence` grows with every change. */
  | {
      type: 'fields'
      generation: number
      sequence: number
      guardId: string
      kind: ActionKind
      fields: Record<string, string>
    }
  /** A stop was shown at a button. */
  | { type: 'stopped'; generation: number; checkIds: string[] }
  /** The agent goes on with a reason, past the stop over the fields of that sequence, made for the customer of `key8`. */
  | {
      type: 'override'
      generation: number
      sequence: number
      guardId: string
      key8: string
      checkIds: string[]
      reasonId: string
      reasonText: string
    }
  | ({ type: 'answer'; generation: number } & TipAnswer)
  | { type: 'open-card'; generation: number }
  /** The card has opened by itself with that tip. */
  | { type: 'prompted'; generation: number; tipId: string }
  | { type: 'open-panel' }
  | NoticeAnswer
  /** The agent's keys or pointer are at work in this frame, or have come to rest; never what they do. */
  | { type: 'hands'; busy: boolean }
  /** The agent has moved a piece on that screen; null: back to its own place. */
  | { type: 'move'; piece: Piece; screen: string; by: Offset | null }
  | { type: 'shrink'; piece: Piece; small: boolean }
  /** All that the page does to what lies in this frame, whenever that has changed. */
  | { type: 'meddled'; what: Meddling[] }
  /** How the steps of the adapter fared on what has stood for a second; at most once a generation. */
  | { type: 'health'; generation: number; steps: StepSeen[] }

/** What an agent does in the page; said again until it is done, since a worker that stops meanwhile has not heard it. */
export type Doing = Extract<
  FromPage,
  {
    type: 'answer' | 'stopped' | 'open-card' | 'prompted' | 'notice-seen' | 'notice-read' | 'move' | 'shrink'
  }
>

/** Each doing has its number, drawn at random. All else a frame says anew to another worker, as it is then. */
export type PageSaid = (Doing & { nth: number }) | (Exclude<FromPage, Doing> & { nth?: never })

/** From the background to a frame. What carries a generation is dropped unless it is still the frame's own. */
export type ToPage =
  /**
   * How to read this frame; empty where no adapter speaks of it. Ids of screens are `adapter/screen` here. `unset`:
   * no playbook is there yet, so that no screen can be known and no button guarded, and why; else null. Setups of one
   * `name` are the same.
   */
  | {
      type: 'setup'
      name: string
      screens: Screen[]
      lang: string
      words: PageWords
      /** Style sheet of what is shown; empty where nothing can be. */
      sheet: string
      unset: BadgeView | null
      /** Features that the bank's IT has switched off. */
      off: readonly Feature[]
      /** What happens to a guarded action where nobody answers; null: as without a word of IT, it is stopped. */
      failMode: FailMode | null
    }
  /** `arranged`: how many moves and changes of size this frame told on its line; told too few, it knows better. */
  | { type: 'arrange'; arrangement: Arrangement; arranged: number }
  /** What was said under that number is done, and kept. */
  | { type: 'done'; nth: number }
  | { type: 'badge'; generation: number; view: BadgeView }
  /**
   * Take down what is shown: frames disagree, or the tab's customer moved on elsewhere. `sameCustomer`: the same customer
   * is decided anew by another playbook; what an agent reads waits for its words of now.
   */
  | { type: 'withdraw'; generation: number; sameCustomer: boolean }
  | { type: 'rows'; generation: number; views: (BadgeView | null)[] }
  /** To be seen at once; null: no more. */
  | { type: 'notice'; view: NoticeView | null }
  /** Tips that may be shown no more; null: none may. */
  | { type: 'gone'; tips: string[] | null }
  /** `goOn` follows an answer, `renew` another playbook: then a card closed meanwhile stays closed. */
  | { type: 'card'; generation: number; view: CardView; how: 'open' | 'goOn' | 'renew' }
  /** The card may open by itself, if the agent is not in the middle of something. */
  | { type: 'prompt'; generation: number; view: CardView }
  /** Verdict over the fields of that sequence; null lets the action pass. */
  | { type: 'verdict'; generation: number; sequence: number; guardId: string; stop: StopView | null }
  /** The reason was taken (or not, and why): on `accepted` exactly one action with the fields of that sequence passes. */
  | {
      type: 'override-result'
      generation: number
      sequence: number
      guardId: string
      accepted: boolean
      problem: string
    }

/** The few sentences a frame must be able to say when the background does not answer. */
export interface PageWords {
  notChecked: string
  /** Such as "Not checked: Fineline does not answer." */
  noAnswer: string
  noAnswerNow: string
  rowUnread: string
  back: string
  close: string
  /** Names of what moves and shrinks the card. */
  move: string
  shrink: string
  enlarge: string
  /** Beginnings of sentences that nobody but Fineline says. */
  signs: string[]
}

/** What is said in home office. */
export interface HomeWords {
  title: string
  detail: string
  unlock: string
  /** On copying what is masked. */
  copied: string
}

/** From a frame of the bank's page in home office to the background. Never a value. */
export type FromHome =
  /** The agent is at work here; at most every few seconds. */
  | { type: 'present' }
  /** Masked numbers of these kinds are held in the clear. */
  | { type: 'revealed'; kinds: RevealKind[] }
  /** The page has taken the watermark away; it is put back. */
  | { type: 'watermark-taken' }
  | { type: 'unlock' }

/** How home office stands. `on` false: policy has ended it. `watermark`: whose name stands over the page; null: none. */
export interface ToHome {
  on: boolean
  locked: boolean
  watermark: string | null
  lang: string
  words: HomeWords
}

/** What an agent does with a script. A step is named, so that two quick presses do not end two. */
export type ScriptMove =
  | { do: 'start'; scriptId: string }
  | { do: 'done' | 'skipped'; stepId: string }
  | { do: 'back' }
  | { do: 'speak'; language: 'zh-CN' | 'en' }
  | { do: 'end' }

/** From the side panel to the background. */
export type FromPanel =
  | ({ type: 'answer'; keyShort: string } & TipAnswer)
  | { type: 'script'; keyShort: string; move: ScriptMove }
  /** A step of the contact is done. */
  | { type: 'step'; keyShort: string; stepId: string }
  /** The customer refuses targeted tips, or does so no more. */
  | { type: 'objection'; keyShort: string; refuses: boolean }
  | NoticeAnswer
  /** What is masked by that name is being held: its value is asked for. `hold` counts up. */
  | { type: 'reveal'; keyShort: string; name: string; hold: number }
  /** A stretch of the timeline, before that of the `next` given; `asked` counts up. Only those kinds and channels; all where empty. */
  | {
      type: 'events'
      keyShort: string
      asked: number
      channels: Channel[]
      kinds: string[]
      before: string | null
    }
  /** Asks for the view of the customer again, where it could not be had. */
  | { type: 'view-again'; keyShort: string }
  | { type: 'unlock' }
  | { type: 'retry' }
  /** Asks for the newest playbook. */
  | { type: 'refresh' }
  | { type: 'sign-in' }
  | { type: 'language'; language: 'zh-CN' | 'en' }

/** What a panel says until it is told that this is done: a worker that stopped meanwhile hears it again. `id` is a UUID. */
export interface PanelSaid {
  id: string
  message: FromPanel
}

/** That is done, and what is to be kept of it is kept. */
export interface PanelDone {
  type: 'done'
  id: string
}

/** From the background to the side panel. */
export interface ToPanel {
  type: 'view'
  lang: 'zh-CN' | 'en'
  words: PanelWords
  /** Above everything else, urgent ones first. */
  notices: NoticeView[]
  /** What the page does to what Fineline shows on it, and what to trust; null where it does nothing. */
  meddling: string | null
  /** Present while home office is locked: then nothing of a customer is in the view. */
  locked: HomeWords | null
  view: PanelView
  /** Scripts to look up where nobody is certain who the customer is. Null without a playbook, and while that may change at any moment. */
  script: ScriptView | null
}

/** The value for that hold, and for no other; it is in no view. */
export interface Revealed {
  type: 'revealed'
  hold: number
  text: string
}

/** What is seen of the customer whom the last view named; sent where that has changed. */
export interface CustomerSeen {
  type: 'customer'
  keyShort: string
  customer: CustomerView
}

/** The stretch of the timeline that was asked for under that number. */
export interface EventsTold {
  type: 'events'
  keyShort: string
  asked: number
  events: EventsView
}

/** Everything a side panel is told. */
export type ForPanel = ToPanel | Revealed | CustomerSeen | EventsTold | PanelDone

/** Why the view of a customer could not be had. */
export type ViewDoubt =
  | 'forbidden'
  | 'unknown-customer'
  | 'moved'
  | 'signed-out'
  | 'busy'
  | 'unreachable'
  | 'refused'

/** From popup, options page, side panel, console and picker to the background, by `chrome.runtime.sendMessage`. */
export type FromPopup =
  | { type: 'status' }
  | { type: 'sign-in' }
  | { type: 'sign-out' }
  | { type: 'language'; language: 'zh-CN' | 'en' }
  /** Badges on pages: the mark alone, or with words. */
  | { type: 'small-badges'; small: boolean }
  /** Everything that was moved or made small back to its own place and size. */
  | { type: 'put-back' }
  | { type: 'policy' }
  | { type: 'health' }
  /** The agent's own week. */
  | { type: 'own-results' }
  | { type: 'picker' }
  /** Looks among scripts and articles; nothing of it leaves the browser. */
  | { type: 'search'; asked: string }
  /** A script or article to read; null where there is none of that id. */
  | { type: 'read'; kind: 'script' | 'knowledge'; itemId: string }
  /** The console's own requests to the edge: it holds no token. */
  | ({ type: 'edge' } & EdgeRequest)

/** The answer to each, when what was asked for is done. */
export interface ToPopup {
  status: StatusView
  'sign-in': StatusView
  'sign-out': StatusView
  language: StatusView
  'small-badges': StatusView
  'put-back': StatusView
  policy: PolicyView
  health: HealthAnswer
  'own-results': OwnAnswer
  picker: PickerView
  search: FoundView
  read: ReadingView | null
  edge: EdgeAnswer
}

/** A request of the console; the background adds who asks. */
export interface EdgeRequest {
  method: 'GET' | 'POST' | 'PUT'
  /** Below the edge's own address, such as `/v1/changes`. */
  path: string
  body?: unknown
  /** Of the answer at hand: the edge says 304 while that is still right. */
  etag?: string
}

/** What the edge said (`body`: its JSON, problem documents too; `etag`: '' where it gave none), or why it could not be asked. */
export type EdgeAnswer = { status: number; body: unknown; etag: string } | { why: EdgeDoubt }
export type EdgeDoubt = Exclude<HealthDoubt, 'forbidden' | 'no-answer'>

/** Days that the console looks at. */
export const HEALTH_DAYS = 28

/** Why nobody can say how pages are read. */
export type HealthDoubt = 'forbidden' | 'unreachable' | 'signed-out' | 'refused' | 'no-policy' | 'no-answer'

/** How well pages are read, or why it cannot be had. The console makes words of it. */
export type HealthAnswer =
  | {
      lang: 'zh-CN' | 'en'
      health: AdapterHealth
      /** Of the playbook in force. */
      adapters: readonly Adapter[]
      /** Calendar day in the bank's time zone. */
      today: string
    }
  | { lang: 'zh-CN' | 'en'; why: HealthDoubt }

/** The agent's own figures since Monday, or why they cannot be had. */
export type OwnAnswer =
  | { lang: 'zh-CN' | 'en'; results: OwnResults }
  | { lang: 'zh-CN' | 'en'; why: HealthDoubt }

/** What is answered by how Fineline stands. */
export type AboutStatus = Exclude<
  FromPopup,
  { type: 'policy' | 'health' | 'own-results' | 'picker' | 'search' | 'read' | 'edge' }
>
