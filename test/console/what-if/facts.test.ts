import { expect, it } from 'vitest'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { exampleFacts } from '../../../extension/console/what-if/example.ts'
import { readFacts } from '../../../extension/console/what-if/facts.ts'
import { Attribute } from '../../../worker/contract/catalogue.ts'

const catalogue = [
  ['age', 'int', { min: 0, max: 130 }],
  ['job', 'string', {}],
  ['day', 'date', {}],
  ['calls', 'instants', {}],
].map(([name, type, more]) =>
  Attribute.parse({
    name,
    type,
    label: { zh: '甲', en: 'a' },
    sensitivity: 'C1',
    channel: 'core',
    ...(more as object),
  }),
)

it.each<[text: string, facts: object | null, faults: object[]]>([
  ['', null, [{ kind: 'empty' }]],
  ['[1]', null, [{ kind: 'no-object' }]],
  ['{\n  "age": 61,\n  "job" "x"\n}', null, [{ kind: 'json', line: 3, column: 9 }]],
  ['{"age": 61, "job": "retired"}', { age: 61, job: 'retired' }, []],
  ['{"age": 61, "agee": 3}', { age: 61 }, [{ kind: 'unknown-name', name: 'agee' }]],
  ['{"age": "61"}', {}, [{ kind: 'wrong-type', name: 'age', type: 'int' }]],
  ['{"age": 131}', {}, [{ kind: 'out-of-bounds', name: 'age' }]],
  ['{"day": "2026-13-01"}', {}, [{ kind: 'wrong-type', name: 'day', type: 'date' }]],
  ['{"calls": ["2026-11-24"]}', {}, [{ kind: 'wrong-type', name: 'calls', type: 'instants' }]],
  ['{"calls": ["2026-11-24T09:00:00+08:00"]}', { calls: ['2026-11-24T09:00:00+08:00'] }, []],
])('reads %j', (text, facts, faults) => {
  expect(readFacts(text, catalogue)).toEqual({ facts, faults })
})

it('takes its own example of the shipped catalogue without a fault', () => {
  const shipped = assemblePlaybook().catalogue
  const example = exampleFacts(shipped)
  expect(readFacts(JSON.stringify(example), shipped)).toEqual({ facts: example, faults: [] })
})
