import type { ComponentType } from 'react'
import type { ItemKind } from '../../../worker/contract/item.ts'
import { AdapterEditor } from './adapter.tsx'
import { CheckEditor } from './check.tsx'
import { KnowledgeEditor } from './knowledge.tsx'
import { ScriptEditor } from './script.tsx'
import { ParameterEditor, SegmentEditor, ShiftEditor, TeamEditor } from './small.tsx'
import { TipEditor } from './tip.tsx'

/** The form of each kind. */
export const editors: Record<ItemKind, ComponentType> = {
  segment: SegmentEditor,
  tip: TipEditor,
  check: CheckEditor,
  script: ScriptEditor,
  knowledge: KnowledgeEditor,
  parameter: ParameterEditor,
  adapter: AdapterEditor,
  team: TeamEditor,
  shift: ShiftEditor,
}
