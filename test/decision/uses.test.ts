import { expect, it } from 'vitest'
import { Playbook } from '../../worker/contract/playbook.ts'
import { checkPlaybook } from '../../worker/decision/compile.ts'

const label = { zh: '试', en: 'probe' }
const playbook = (uses: string[], condition: string) =>
  Playbook.parse({
    schema: 1,
    timeZone: 'Asia/Shanghai',
    catalogue: [{ name: 'age', type: 'int', label, sensitivity: 'C2', channel: 'core', uses }],
    pageFields: [],
    products: [],
    segments: [{ id: 'senior', label, priority: 1, condition }],
    tips: [],
    checks: [],
    contactSteps: [],
    dismissReasons: [],
    adapters: [],
  })

it('an attribute that the catalogue gives for other uses decides nothing', () => {
  expect(() => checkPlaybook(playbook(['show', 'explain'], 'customer.age >= 60'))).toThrow(
    'segment senior decides by customer.age, which the catalogue gives for: show, explain',
  )
  checkPlaybook(playbook(['show', 'explain'], 'now == now'))
  checkPlaybook(playbook(['decide'], 'customer.age >= 60'))
})
