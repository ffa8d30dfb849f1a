import { expect, it } from 'vitest'
import { effectText } from '../../../extension/console/segmentation/effect-text.ts'
import { RunResult } from '../../../worker/contract/segmentation.ts'

const effect = { version: 3, customers: 89_200, headline: 4, tips: 5 }

it('says that customers change their group only against a live run', () => {
  const first = RunResult.parse({ effect })
  expect(effectText(first, 'en')).toMatch(/89,200 customers would be in a group for the first time/)
  expect(effectText(first, 'zh-CN')).not.toMatch(/换组/)
  const later = RunResult.parse({ effect, drift: { against: 1, moves: [] } })
  expect(effectText(later, 'en')).toMatch(/^89,200 customers change their group/)
})

it('says nothing while it is not known', () => {
  expect(effectText(RunResult.parse({}), 'en')).toBe('')
})
