import type { Feed } from '../../../worker/contract/feed.ts'
import type { Language } from '../../../worker/contract/text.ts'

/** What every part of the page shows from. */
export interface Told {
  feed: Feed
  lang: Language
  /** Time zone of the bank. */
  zone: string
}
