import { expect, it } from 'vitest'
import { headline } from '../../extension/background/answers.ts'
import { comparedTips } from '../../extension/background/compared.ts'
import type { Decision } from '../../worker/contract/decision.ts'
import { tip } from '../decision/playbook.ts'

const decision = {
  playbookVersion: 3,
  segments: [
    { id: 'senior', basis: [] },
    { id: 'general', basis: [] },
  ],
  tips: [{ id: 'measured' }, { id: 'plain' }, { id: 'no-group' }],
  hiddenTips: [
    { id: 'kept-back', reason: 'control-group', missing: [] },
    { id: 'capped', reason: 'cap-tip', missing: [] },
  ],
} as unknown as Decision

it('notes tips with a control group on either side, and no others', () => {
  const tips = [
    { ...tip, id: 'measured', control: 0.1 },
    { ...tip, id: 'plain' },
    { ...tip, id: 'no-group', control: 0 },
    { ...tip, id: 'kept-back', control: 0.1 },
    { ...tip, id: 'capped', control: 0.1 },
  ]
  expect(comparedTips(decision, tips)).toEqual([
    { subject: 'tip', subjectId: 'measured', kind: 'offered' },
    { subject: 'tip', subjectId: 'kept-back', kind: 'withheld' },
  ])
})

it('names the headline segment of the decision, and none of another playbook', () => {
  expect(headline(decision, 3)).toEqual({ segmentId: 'senior' })
  expect(headline(decision, 4)).toEqual({})
  expect(headline({ ...decision, segments: [] }, 3)).toEqual({})
  expect(headline(null, 3)).toEqual({})
})
