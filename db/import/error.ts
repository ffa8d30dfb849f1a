import type { Text } from '../../worker/contract/text.ts'
import { Trouble } from '../trouble.ts'
import type { FileSummary } from './read-file.ts'
import { fillIn } from './refusal.ts'

const WORDS = {
  'missing-file': {
    zh: '{dir} 中缺少 {files}。什么都没有改动；请补上后再导入。',
    en: '{dir} lacks {files}. Nothing was changed; add what is missing and import again.',
  },
  'no-mapping': {
    zh: '没有映射适用于 {dir} 中的文件。请用 --mapping 指明映射文件；写法见 docs/import.md。已有映射：{known}。',
    en: 'No mapping fits the files in {dir}. Name one with --mapping; docs/import.md says how to write it. There are: {known}.',
  },
  'bad-mapping': {
    zh: '映射文件 {path} 有误，什么都没有改动：\n{wrong}',
    en: 'The mapping {path} cannot be used, nothing was changed:\n{wrong}',
  },
  'nothing-taken': {
    zh: '没有一位客户可以收下，什么都没有改动。原因见被拒行的报告。',
    en: 'No customer could be taken, and nothing was changed. The report of refused rows says why.',
  },
  doubtful: {
    zh: '{files}：一行也没有收下，或超过 20% 的行被拒绝，因此没有生效，先前载入的数据照旧。请查看报告并更正文件；若确实如此，请加 --accept 再导入。',
    en: '{files}: no row was taken, or more than 20 % were refused, so this load did not go live and the one before still is. Read the report and mend the files; if they are meant to be so, import again with --accept.',
  },
  fewer: {
    zh: '这次有{zh}，不到目前的一半，因此没有生效，先前载入的数据照旧。请核对文件是否完整；若确实如此，请加 --accept 再导入。',
    en: 'There are {en}: fewer than half, so this load did not go live and the one before still is. See whether the files are whole; if they are meant to be so, import again with --accept.',
  },
  'no-as-of': {
    zh: '没有收下任何事件，无法确定基准日，什么都没有改动。请在映射的 "asOf" 中写明日期。',
    en: 'No event was taken, so there is no as-of day, and nothing was changed. Give a day under "asOf" in the mapping.',
  },
  disturbed: {
    zh: '另一次导入同时改动了这些数据，本次没有生效。请在那次结束后重新导入。',
    en: 'Another import changed these rows at the same time, and this one did not go live. Import again when that one has ended.',
  },
} satisfies Record<string, Text>
export type ImportErrorCode = keyof typeof WORDS

/** Why nothing was imported; what was live before is still live. */
export class ImportError extends Trouble {
  readonly code: ImportErrorCode
  /** Rows by file, where files were read. */
  readonly files: readonly FileSummary[]

  constructor(
    code: ImportErrorCode,
    args: Record<string, string | number> = {},
    files: readonly FileSummary[] = [],
  ) {
    super({ zh: fillIn(WORDS[code].zh, args), en: fillIn(WORDS[code].en, args) })
    this.name = 'ImportError'
    this.code = code
    this.files = files
  }
}
