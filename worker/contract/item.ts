import * as z from 'zod'
import { Adapter } from './adapter.ts'
import { Check, Knowledge, Parameter, Script, Segment, Shift, Team, Tip } from './playbook.ts'

/** What of a playbook is written and approved one by one. */
export const ItemKind = z.enum([
  'segment',
  'tip',
  'check',
  'script',
  'knowledge',
  'parameter',
  'adapter',
  'team',
  'shift',
])
export type ItemKind = z.infer<typeof ItemKind>

/** What names an item among those of its kind: its id, a parameter's name. */
export const ItemId = z.string().min(1).max(64)

/** Schema of an item of each kind. */
export const itemSchemas = {
  segment: Segment,
  tip: Tip,
  check: Check,
  script: Script,
  knowledge: Knowledge,
  parameter: Parameter,
  adapter: Adapter,
  team: Team,
  shift: Shift,
} as const satisfies Record<ItemKind, z.ZodType>

export type Item<Kind extends ItemKind = ItemKind> = z.infer<(typeof itemSchemas)[Kind]>

/** One item among all. */
export const ItemRef = z.object({ kind: ItemKind, itemId: ItemId })
export type ItemRef = z.infer<typeof ItemRef>
