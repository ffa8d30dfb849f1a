import type { ComponentType } from 'react'
import type { Role } from '../../worker/contract/context.ts'
import type { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import type { Text } from '../../worker/contract/text.ts'

/** Who works in the console. */
export interface Me {
  subject: string
  roles: readonly Role[]
  teams: readonly string[]
}

/** What every page of the console is given. */
export interface PageProps {
  lang: 'zh-CN' | 'en'
  me: Me
  /** In force when it was last looked. */
  playbook: NumberedPlaybook
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
}
