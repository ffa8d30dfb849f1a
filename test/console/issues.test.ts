import { describe, expect, test } from 'vitest'
import { issuesOf } from '../../extension/console/editors/issues.ts'
import type { ItemKind } from '../../worker/contract/item.ts'
import { playbook } from '../panel/story.ts'

const label = { zh: '上限', en: 'Limit' }
const screen = { id: 's', when: { url: ['*'] } }
const adapter = (...screens: object[]) => ({ id: 'a', hosts: ['crm.example'], screens })

/** What a schema says for itself, in the words of the reader. */
const cases: [kind: ItemKind, content: object, zh: string][] = [
  ['parameter', { name: 'limit', type: 'int', label, value: 'x' }, '值和类型对不上'],
  ['parameter', { name: 'limit', type: 'int', label: { ...label, zh: '' }, value: 1 }, '还没有填'],
  ['parameter', { name: 'limit', type: 'float', label, value: 1 }, '不能是这个值'],
  ['parameter', { name: 'limit', type: 'int', label, value: 1, most: 2 }, '不认识的内容：most'],
  ['adapter', adapter({ ...screen, when: {} }), '要写 "url"'],
  ['adapter', adapter({ ...screen, when: { present: [{}] } }), '要写 "css" 或 "label"'],
]

describe('what a schema refuses is said in the reader’s language', () => {
  test.each(cases)('%s %j', (kind, content, zh) => {
    const said = (lang: 'zh-CN' | 'en') =>
      issuesOf(kind, 'limit', content, playbook, lang)
        .map(({ message }) => message)
        .join('\n')
    expect(said('zh-CN')).toContain(zh)
    expect(said('en')).not.toMatch(/\p{Script=Han}/u)
  })
})
