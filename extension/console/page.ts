import type { ComponentType } from 'react'
import type { Change } from '../../worker/contract/change.ts'
import type { Me, Role } from '../../worker/contract/context.ts'
import type { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import type { Text } from '../../worker/contract/text.ts'

/** What every page of the console is given. */
export interface PageProps {
  lang: 'zh-CN' | 'en'
  me: Me
  /** In force when it was last looked. */
  playbook: NumberedPlaybook
  /** Open changes and those that were closed lately, as of the last look. */
  changes: readonly Change[]
  /** What the address names below the page, such as the id of an item. */
  place: readonly string[]
  /** Looks again, as after a publish. */
  reload(): void
}

/** One page: an entry in the menu at the left. */
export interface Page {
  /** Also its address after `#`. */
  id: string
  group: 'content' | 'watch' | 'settings'
  title: Text
  /** Who sees it in the menu. */
  roles: readonly Role[]
  View: ComponentType<PageProps>
  /** Figure beside the title in the menu. */
  count?(props: Pick<PageProps, 'playbook' | 'changes'>): number
  /** What the header calls the thing that is open. */
  nameOf?(props: Pick<PageProps, 'playbook' | 'changes'>, place: string, lang: PageProps['lang']): string
}
