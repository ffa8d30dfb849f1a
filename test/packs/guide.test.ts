import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { checkCondition } from '../../worker/decision/check-condition.ts'
import { conditionEnvironment } from '../../worker/decision/environment.ts'
import { celTypes } from '../../worker/decision/facts.ts'
import { supportedFunctions } from '../../worker/decision/outside.ts'

const guide = readFileSync(new URL('../../docs/playbook.md', import.meta.url), 'utf8')
const env = conditionEnvironment(assemblePlaybook())
const examples = [...guide.matchAll(/```cel\n(.*?)```/gs)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
)

test('every condition in the guide compiles', () => {
  expect(examples.length).toBeGreaterThan(5)
  for (const example of examples) expect([example, checkCondition(example, env)]).toEqual([example, []])
})

test('the guide names every supported function and every type of attribute', () => {
  const named = [...guide.matchAll(/`(\w+)[`(]/g)].map(([, name]) => name)
  for (const name of [...supportedFunctions, ...Object.keys(celTypes)]) expect(named).toContain(name)
})
