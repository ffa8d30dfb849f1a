import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ChangeAction, ChangeState } from '../../worker/contract/change.ts'
import type { ItemKind } from '../../worker/contract/item.ts'

/** One published version each. A digest may come again: going back to earlier rules is a new version. */
export const playbook = sqliteTable('playbook', {
  version: integer('version').primaryKey(),
  digest: text('digest').notNull(),
  publishedAt: text('published_at').notNull(),
  parts: integer('parts').notNull(),
  /** Subject of the token; null: an import, or the edge itself. */
  publishedBy: text('published_by'),
  /** JSON of contract VersionCause; null: an import. */
  cause: text('cause'),
})

/** The playbook's JSON in pieces under 1 MB: a D1 value holds 2 MB. */
export const playbookPart = sqliteTable(
  'playbook_part',
  {
    version: integer('version').notNull(),
    part: integer('part').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.part] })],
)

/** What somebody wants changed in the playbook, item by item. An item has one open change at a time. */
export const change = sqliteTable(
  'change',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<ItemKind>().notNull(),
    itemId: text('item_id').notNull(),
    state: text('state').$type<ChangeState>().notNull(),
    revision: integer('revision').notNull(),
    /** JSON of the item; null takes it out. */
    content: text('content'),
    baseVersion: integer('base_version').notNull(),
    /** JSON of contract ChangeNotice. */
    notice: text('notice'),
    note: text('note').notNull(),
    /** JSON list of subjects. */
    editors: text('editors').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    submittedAt: text('submitted_at'),
    playbookVersion: integer('playbook_version'),
    confirmBy: text('confirm_by'),
    /** JSON list of subjects. */
    confirmedBy: text('confirmed_by').notNull().default('[]'),
  },
  (table) => [
    index('change_state').on(table.state, table.updatedAt),
    uniqueIndex('change_open')
      .on(table.kind, table.itemId)
      .where(sql`${table.state} in ('draft', 'submitted', 'provisional')`),
  ],
)

/** Every step of every change, with what was written then. Of two steps from one revision the second fails. */
export const changeStep = sqliteTable(
  'change_step',
  {
    changeId: text('change_id').notNull(),
    revision: integer('revision').notNull(),
    action: text('action').$type<ChangeAction>().notNull(),
    by: text('by'),
    at: text('at').notNull(),
    comment: text('comment'),
    /** JSON of contract ChangeText, where it was written anew. */
    written: text('written'),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.revision] })],
)
