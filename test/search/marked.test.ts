import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { marked } from '../../extension/search/marked.ts'
import { termsOf } from '../../extension/search/terms.ts'

const shown = (text: string, ...terms: string[]) =>
  marked(text, terms)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('')

test.each([
  ['银行卡挂失', ['挂失', '挂'], '银行卡[挂失]'],
  ['银行卡挂失', ['卡挂', '挂失'], '银行[卡挂失]'],
  ['办理挂失', ['挂'], '办理[挂]失'],
  ['Report a card lost', ['card', 'lost'], 'Report a [card] [lost]'],
  ['Cardinal', ['card'], 'Cardinal'],
  ['用APP转账', ['app'], '用[APP]转账'],
  ['nothing', [], 'nothing'],
])('%s by %j', (text, terms, wanted) => expect(shown(text, ...terms)).toBe(wanted))

it('changes nothing of a text, whatever is looked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, asked) => {
      const terms = termsOf(asked).map(({ text }) => text)
      expect(
        marked(text, terms)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
