import { Attribute, PageField } from '../../worker/contract/catalogue.ts'
import type { Vocabulary } from '../../worker/decision/environment.ts'

const text = (words: string) => ({ zh: words, en: words })
const jobs = ['retired', 'student', 'services']

const attribute = ([name, type]: readonly string[]) =>
  Attribute.parse({
    name,
    type,
    label: text(name ?? ''),
    sensitivity: 'C2',
    channel: 'core',
    ...(name === 'job' ? { values: Object.fromEntries(jobs.map((job) => [job, text(job)])) } : {}),
  })

/** A small catalogue for cases that are about the engine and not about a bank. */
export const vocabulary: Vocabulary = {
  timeZone: 'Asia/Shanghai',
  parameters: [],
  catalogue: [
    ...[
      ['age', 'int'],
      ['grade', 'int'],
      ['total', 'money'],
      ['one', 'bool'],
      ['two', 'bool'],
      ['job', 'string'],
    ],
    ...[
      ['day', 'date'],
      ['holdings', 'holdings'],
      ['marketing_consent', 'bool'],
      ['do_not_call_until', 'date'],
    ],
  ].map(attribute),
  pageFields: [
    ['amount', 'money'],
    ['code', 'string'],
  ].map(([name, type]) => PageField.parse({ name, type, label: text(name ?? '') })),
}
