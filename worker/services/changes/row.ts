import type { change, changeStep } from '../../../db/schema/tables.ts'
import type { Change, ChangeHistory, ChangeNotice, ChangeStep } from '../../contract/change.ts'
import type { Told } from '../playbook/notice.ts'

export type ChangeRow = typeof change.$inferSelect
export type StepRow = typeof changeStep.$inferSelect

/** A change as it goes over the wire. */
export const toChange = (row: ChangeRow): Change => ({
  ...row,
  content: contentOf(row),
  notice: noticeIn(row),
  editors: JSON.parse(row.editors),
  confirmedBy: JSON.parse(row.confirmedBy),
})

export const toHistory = (row: ChangeRow, steps: readonly StepRow[]): ChangeHistory => ({
  ...toChange(row),
  steps: steps.map(
    ({ revision, action, by, at, comment }): ChangeStep => ({ revision, action, by, at, comment }),
  ),
})

/** The item as written; null takes it out. */
export const contentOf = ({ content }: Pick<ChangeRow, 'content'>): unknown =>
  content === null ? null : JSON.parse(content)

/** The change as one that comes with a word to agents, or null. */
export function toldBy(row: ChangeRow): Told | null {
  const { id, kind, itemId } = row
  const notice = noticeIn(row)
  return notice && { id, kind, itemId, notice }
}

const noticeIn = ({ notice }: ChangeRow): ChangeNotice | null => notice && JSON.parse(notice)

/** A JSON list of subjects with one more, once. */
export const withSubject = (list: string, subject: string): string =>
  JSON.stringify([...new Set([...JSON.parse(list), subject])])
