import type { Outcome } from '../../worker/contract/outcome.ts'
import type { FailMode, Feature } from '../policy.ts'
import type { Arrangements } from './arrangements.ts'
import type { Contacts } from './contacts.ts'
import type { CustomerKeys } from './customer-keys.ts'
import type { DecisionStore } from './decisions.ts'
import type { EdgeClient } from './edge.ts'
import type { Health } from './health.ts'
import type { Identifiers } from './identifiers.ts'
import type { Notices } from './live/notices.ts'
import type { Objections } from './objections.ts'
import type { Outbox } from './outbox.ts'
import type { PlaybookStore } from './playbooks.ts'
import type { PolicyState } from './policy.ts'
import type { Library } from './script/library.ts'
import type { Walks } from './script/walks.ts'
import type { SessionStore } from './session/store.ts'
import type { Tab } from './tab.ts'
import type { Words } from './words.ts'

/** What holds for pages, now or by the last whole policy. */
export interface Standing {
  off: readonly Feature[]
  /** Null: each check says by itself. */
  failMode: FailMode | null
}

/** What the parts of the background need of each other. */
export interface Services {
  policy(): PolicyState
  /** What of the policy outlives it: features off, and what happens where nothing can be checked. */
  standing(): Standing
  session: SessionStore
  edge: EdgeClient
  keys: CustomerKeys
  /** Whom other numbers lead to. */
  identifiers: Identifiers
  contacts: Contacts
  decisions: DecisionStore
  playbooks: PlaybookStore
  arrangements: Arrangements
  outbox: Outbox<Outcome>
  health: Health
  /** What customers have said here of targeted tips. */
  objections: Objections
  notices: Notices
  walks: Walks
  library: Library
  /** Keys that open the side panel; empty where none are set. */
  shortcut(): string
  /** Words in the agent's language, for the playbook in force. */
  words(): Words
  /** Tells the side panels of a tab. */
  panel(tab: Tab): void
}
