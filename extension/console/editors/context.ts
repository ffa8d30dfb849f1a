import { createContext, useContext } from 'react'
import type { ItemKind } from '../../../worker/contract/item.ts'
import type { NumberedPlaybook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import type { Issue } from './issues.ts'
import type { Shown } from './shown.ts'

export type Path = readonly (string | number)[]

/** What every field of an editor works with. */
export interface Editing {
  kind: ItemKind
  lang: Language
  playbook: NumberedPlaybook
  content: Record<string, unknown>
  /** As it stands in the playbook in force. */
  live: unknown
  issues: readonly Issue[]
  shown: Shown
  readOnly: boolean
  /** Undefined takes the member out. */
  set(path: Path, value: unknown): void
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error('a field of an editor stands outside of one')
  return editing
}
