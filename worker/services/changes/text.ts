import type { ChangeText } from '../../contract/change.ts'
import type { ChangeRow } from './row.ts'

/** What a person wrote, as its columns. */
export const textColumns = ({
  content,
  baseVersion,
  notice,
  note,
}: ChangeText): Pick<ChangeRow, 'content' | 'baseVersion' | 'notice' | 'note'> => ({
  content: content === null ? null : JSON.stringify(content),
  baseVersion,
  notice: notice && JSON.stringify(notice),
  note,
})

/** What a person wrote, as JSON of contract ChangeText: it stays with the step. */
export const writtenOf = ({ content, baseVersion, notice, note }: ChangeText): string =>
  JSON.stringify({ content, baseVersion, notice, note })
