/**
 * What is shown, in words ready to show: made in the background from a decision, the playbook and the
 * agent's language, so that page and panel hold no dictionaries, no rules and nothing they do not show.
 */

import type { PageField } from '../worker/contract/catalogue.ts'
import type { MatterView, ViewWords } from './customer-view.ts'

/** State mark: shape and colour. `none` is not checked. */
export type Mark = 'pass' | 'remind' | 'warn' | 'block' | 'none'

/** A pill beside a name. */
export interface BadgeView {
  /** First eight digits of the customer key this was made for. */
  key8: string
  mark: Mark
  /** Segment, or "not checked". */
  label: string
  /** Such as "3 tips"; empty on lists and where nothing waits. */
  count: string
  /** For screen readers and as tooltip: segment, state, and for `none` why and what to do. */
  title: string
}

/** A value that is not in the view, but told by the background while it is held. */
export interface MaskedView {
  /** Of the attribute, or of a sum. */
  name: string
  label: string
  /** Dots, or the amount roughly. */
  instead: string
}

export interface TipView {
  id: string
  category: string
  label: string
  /** The sentence to read out. */
  say: string
  why: string
  /** What the sentences tell only roughly. */
  masked: MaskedView[]
  /** To read out to the customer, who may ask why. */
  explain: string
  /** P, C, V and L: word and share 0..1. */
  levers: { label: string; share: number; word: string }[]
}

export interface CheckView {
  id: string
  mark: Mark
  label: string
  /** Verdict as a word. */
  verdict: string
  /** What to do now, or why it is not checked and what to do; empty for one that passed. */
  detail: string
  /** What was found, as a sentence with the values; empty where nothing was found. */
  finding: string
  /** What the sentences tell only roughly. */
  masked: MaskedView[]
  citation: string
  citationUrl?: string
  /** To read out to the customer, who may ask why. */
  explain: string
  /** True while no compliance officer has confirmed the rule. */
  unverified: boolean
}

export interface FactView {
  name: string
  label: string
  value: string | MaskedView
  /** Word for "made by the generator", empty for real data. */
  synthetic: string
  channel: string
}

/** The card at the badge. */
export interface CardView {
  title: string
  updated: string
  tips: TipView[]
  /** Such as "Checks: 1 stop, 3 more to see". */
  checksLine: string
  dismissReasons: { id: string; label: string }[]
  words: CardWords
  /** Keys that open the side panel, empty where none are set. */
  shortcut: string
}
export interface CardWords {
  why: string
  accept: string
  defer: string
  dismiss: string
  close: string
  openPanel: string
  none: string
}

/** The message at a guarded button. */
export interface StopView {
  key8: string
  mark: Mark
  title: string
  /** Term and text: what is wrong, which rule, what now. */
  rows: { term: string; text: string; href?: string; hrefLabel?: string }[]
  /** Ids of the checks behind it. */
  checkIds: string[]
  /** First way on: back to the form. */
  back: string
  close: string
  /** Present where every check behind the stop may be overridden. */
  override?: {
    label: string
    reasonLabel: string
    reasons: { id: string; label: string }[]
    textLabel: string
    textHint: string
    confirm: string
  }
  /** Present where it may not: says so. */
  noOverride: string
}

/** What an agent is told with a new playbook. */
export interface NoticeView {
  id: string
  urgent: boolean
  title: string
  text: string
  /** The one button: "I have read it". */
  read: string
  /** Such as "Playbook 129". */
  playbook: string
}

/** The steps of the contact under way. */
export interface ContactView {
  /** Such as 7f3a…c21e. */
  keyShort: string
  /** Such as "1 of 3 done". */
  line: string
  /** `at`: the time it was done, empty while it is not. */
  steps: { id: string; label: string; at: string }[]
}

export interface DecidedView {
  state: 'decided'
  /** Such as 7f3a…c21e. */
  keyShort: string
  headline: string
  /** Further segments. */
  tags: string[]
  /** Such as "Customer key 7f3a…c21e, in step with the screen". */
  onScreen: string
  freshness: string
  /** Grey or amber lines under the header: stale data, historical extract, offline. */
  strips: {
    tone: 'warn' | 'none'
    text: string
    /** A button: for the newest playbook, or once more whom the tab shows. */
    ask?: { type: 'refresh' | 'retry'; label: string }
  }[]
  /** Since when the customer refuses targeted tips, as a sentence; empty where they do not. */
  refused: string
  /** Null where the playbook asks for no steps. */
  contact: ContactView | null
  /** Not `pass`, strictest first. */
  checks: CheckView[]
  /** What is said where there are none: nothing to see, or switched off. */
  noChecks: string
  /** Such as "4 to see". */
  checksLine: string
  passed: CheckView[]
  /** Such as "8 passed". */
  passedLine: string
  tips: TipView[]
  noTips: string
  /** Such as "3 tips". */
  tipsLine: string
  dismissReasons: { id: string; label: string }[]
  /** Such as "5 not shown: complaint open 3, cap reached 2"; empty for none. */
  hiddenLine: string
  hidden: { label: string; why: string }[]
  segments: { label: string; facts: FactView[]; explain: string }[]
  /** Null where no complaint is open. */
  complaint: MatterView | null
  /** Null where no balance is declared. `share` of the sum of what is known, in whole hundredths, largest first. */
  assets: {
    total: string | MaskedView
    parts: { name: string; label: string; amount: string | MaskedView; share: number }[]
    holdings: { code: string; label: string; amount: string | MaskedView }[]
    note: string
    /** Which of it is of the generator, such as "synthetic: term deposit, risk grade"; empty for none. */
    synthetic: string
  } | null
  consents: { name: string; mark: 'yes' | 'no' | 'unknown'; label: string; synthetic: string }[]
  playbook: string
}

/** What the side panel shows for its tab. */
export type PanelView =
  | { state: 'empty' }
  | { state: 'loading'; keyShort: string }
  | { state: 'signed-out'; title: string; detail: string; action: string }
  | {
      state: 'not-checked'
      title: string
      detail: string
      pending: string
      retry: string
      contact: ContactView | null
    }
  | {
      state: 'conflict'
      title: string
      detail: string
      places: { place: string; keyShort: string }[]
      again: string
    }
  | DecidedView

/** Words of the panel's own frame (headings, buttons), in the agent's language. */
/** An agent's own week: figures, and what they are of or why there are none. */
export interface OwnView {
  lines: { label: string; value: string }[]
  note: string
}

export interface PanelWords {
  emptyTitle: string
  emptyDetail: string
  loading: string
  checks: string
  evidence: string
  unverified: string
  contact: string
  /** Why a step that is done cannot be undone. */
  stepKept: string
  tips: string
  /** Tips after the first few. */
  otherTips: string
  accept: string
  defer: string
  dismiss: string
  dismissTitle: string
  cancel: string
  /** Said to screen readers when an answer was taken. */
  answered: string
  hidden: string
  explain: string
  refuse: string
  refuseAsk: string
  refuseYes: string
  takeBack: string
  segments: string
  noSegments: string
  customer: string
  assets: string
  consents: string
  /** What the mark at values of the generator means. */
  syntheticHint: string
  /** At what is masked, for who cannot see it and as tooltip. */
  masked: string
  /** Name of the other language, in that language. */
  language: string
  view: ViewWords
}

/** One step of a script under way. */
export interface WalkStepView {
  id: string
  label: string
  /** What to read out, filled in, in the language that is spoken. */
  say: string
  state: 'done' | 'skipped' | 'now' | 'to-come'
  /** Such as 0:52; empty while it is not done. */
  time: string
  /** "Required", "optional" or "skipped". */
  need: string
  maySkip: boolean
  /** Null where no rule asks for these words. */
  disclosure: { label: string; citation: string } | null
  /** Such as "Words for: Senior"; empty for the standard words. */
  variant: string
}

/** The script under way. */
export interface WalkView {
  scriptId: string
  title: string
  /** Such as "2 of 6 done". */
  line: string
  /** Language of what is read out. */
  spoken: 'zh-CN' | 'en'
  otherLanguage: 'zh-CN' | 'en'
  /** Name of a switch to the other one. */
  speakOther: string
  /** What is said when all is done; empty before. */
  finished: string
  steps: WalkStepView[]
}

/** Scripts in the side panel: those to choose from and the one under way. */
export interface ScriptView {
  /** Whom it is filled for; empty where no customer is on the screen, or nobody is certain who: nothing can be walked then. */
  keyShort: string
  /** Likely ones first. */
  choices: { id: string; label: string; matter: string; likely: boolean }[]
  walk: WalkView | null
  words: ScriptWords
}

/** Headings, buttons and hints of scripts and search. */
export interface ScriptWords {
  title: string
  search: string
  nothing: string
  all: string
  /** Beside likely ones. */
  others: string
  done: string
  skip: string
  back: string
  another: string
  end: string
  start: string
  close: string
  needsCustomer: string
  failed: string
}

/** A piece of a text; `hit`: it was looked for. */
interface MarkedText {
  text: string
  hit: boolean
}

/** What a search found. */
export interface FoundView {
  /** How many, for screen readers. */
  line: string
  hits: {
    kind: 'script' | 'knowledge'
    kindLabel: string
    itemId: string
    title: MarkedText[]
    quote: MarkedText[]
  }[]
}

/** A script or article to read. */
export interface ReadingView {
  kind: 'script' | 'knowledge'
  itemId: string
  title: string
  /** What it is about: a kind of call, products with their grade. */
  about: string
  parts: { label: string; text: string }[]
  citation: string
}

/** What the toolbar popup shows. */
export interface StatusView {
  lang: 'zh-CN' | 'en'
  title: string
  /** Who is signed in, edge, playbook, outcomes that wait; `mark` where one has a state. */
  rows: { term: string; text: string; detail: string; mark?: Mark }[]
  signedIn: boolean
  /** "Sign in" or "sign out". */
  session: string
  openPanel: string
  /** Opens the picker. */
  teach: string
  policy: string
  console: string
  languageTitle: string
  shortcutsTitle: string
  shortcuts: { label: string; keys: string }[]
  changeShortcuts: string
  /** How badges and card lie on the page, and what can be done about it. */
  onPage: {
    title: string
    hint: string
    smallBadges: { label: string; on: boolean }
    /** Empty where everything is in its own place. */
    putBack: string
  }
}

/** What the options page shows of the policy: read-only, never a secret. */
export interface PolicyView {
  lang: 'zh-CN' | 'en'
  title: string
  /** Where the policy came from, and what that means. */
  source: string
  detail: string
  /** `problem` says what is missing or wrong with this key; empty where nothing is. */
  rows: { key: string; label: string; value: string; problem: string }[]
  problemsLine: string
}

/** One screen of an adapter, or its unknown pages, in the console. */
export interface ScreenHealthView {
  id: string
  mark: Mark
  label: string
  /** What is seen, as a sentence: the drift, or how much is read. */
  summary: string
  /** One bar a day, oldest first; null where nothing is read. `share` of failures 0..1, null on days without any try. */
  chart: {
    title: string
    bars: { day: string; title: string; share: number | null; late: boolean }[]
    from: string
    until: string
    top: string
  } | null
  tables: { title: string; head: string[]; rows: string[][] }[]
}

/** How well pages are read, for supervisors and admins. */
export interface HealthView {
  lang: 'zh-CN' | 'en'
  title: string
  lead: string
  /** Why there is nothing to see, and the way on; null where there is. */
  doubt: { title: string; detail: string; action: { type: 'retry' | 'sign-in'; label: string } | null } | null
  driftsTitle: string
  /** Worst first. */
  drifts: { mark: Mark; text: string; detail: string }[]
  /** What is said where there are none. */
  calm: string
  adapters: { id: string; screens: ScreenHealthView[] }[]
}

/** What the picker needs to begin: the language, and the page fields that the playbook declares (none: no playbook). */
export interface PickerView {
  lang: 'zh-CN' | 'en'
  fields: PageField[]
}
