import type { Language } from '../../worker/contract/text.ts'
import type { ScriptWords } from '../views.ts'

const zh = {
  kinds: { script: '话术', knowledge: '知识' },
  done: (past: number, total: number) => `已做 ${past} / ${total} 步`,
  required: '必做',
  optional: '选做',
  skipped: '已跳过',
  finished: (time: string) => `做完了，用时 ${time}。`,
  variant: (segment: string) => `给“${segment}”的说法`,
  disclosure: (checks: string) => `必须告知：${checks}`,
  speak: { 'zh-CN': '用中文说', en: '用英文说' } satisfies Record<Language, string>,
  product: (name: string, grade: number) => `${name}（R${grade}）`,
  found: (count: number) => (count ? `找到 ${count} 条，用上下键选择` : '没有找到'),
  words: {
    title: '话术',
    search: '找话术和知识',
    nothing: '没有找到。换个说法，或者少写几个字。',
    all: '全部话术',
    others: '其余话术',
    done: '完成',
    skip: '跳过',
    back: '退回',
    another: '换一种',
    end: '收起',
    start: '开始',
    close: '返回',
    needsCustomer: '打开一位客户后，就可以一步步做。',
    failed: '没有查到：Fineline 没有回应。请再试一次。',
  } satisfies ScriptWords,
}

const en: typeof zh = {
  kinds: { script: 'Script', knowledge: 'Article' },
  done: (past, total) => `${past} of ${total} done`,
  required: 'required',
  optional: 'optional',
  skipped: 'skipped',
  finished: (time) => `All done in ${time}.`,
  variant: (segment) => `Words for “${segment}”`,
  disclosure: (checks) => `Must be said: ${checks}`,
  speak: { 'zh-CN': 'Say it in Chinese', en: 'Say it in English' },
  product: (name, grade) => `${name} (R${grade})`,
  found: (count) => (count ? `${count} found, choose with the arrow keys` : 'Nothing found'),
  words: {
    title: 'Script',
    search: 'Find scripts and articles',
    nothing: 'Nothing found. Try other words, or fewer.',
    all: 'All scripts',
    others: 'Other scripts',
    done: 'Done',
    skip: 'Skip',
    back: 'Back',
    another: 'Another',
    end: 'Close',
    start: 'Start',
    close: 'Back',
    needsCustomer: 'Once a customer is open it can be walked step by step.',
    failed: 'Not found out: Fineline does not answer. Try again.',
  },
}

/** Scripts, search and articles. */
export const scriptTexts = { zh, en }
