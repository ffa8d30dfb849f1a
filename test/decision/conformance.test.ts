import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { conditionEnvironment } from '../../worker/decision/environment.ts'
import { type SpecCase, type SpecValue, specCases } from './cel-spec.ts'
import { readSpec } from './spec.ts'
import { vocabulary } from './vocabulary.ts'

const { cel } = conditionEnvironment(vocabulary)

/** A value of the specification as the library gives it. */
function ofSpec(value: SpecValue): unknown {
  const [kind, content] = Object.entries(value)[0] ?? []
  if (kind === 'int64Value') return BigInt(content as string)
  if (kind === 'doubleValue') return Number(content)
  if (kind === 'nullValue') return null
  if (kind === 'listValue') return ((content as { values?: SpecValue[] }).values ?? []).map(ofSpec)
  return content
}

type Deviation = 'refused when saved' | 'error' | 'no error' | 'other value'

/** How our answer differs from the specification's. An expression that is refused is as good as one that fails. */
function deviation({ expr, value, fails }: SpecCase): Deviation | undefined {
  if (!attempt(() => cel.check(expr))?.valid) return fails ? undefined : 'refused when saved'
  const answer = attempt(() => ({ given: cel.parse(expr)({}) as unknown }))
  if (fails) return answer && 'no error'
  if (!answer) return 'error'
  return isDeepStrictEqual(answer.given, ofSpec(value ?? {})) ? undefined : 'other value'
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

interface Known {
  why: string
  how: Deviation
  cases: string[]
}
const known = readSpec<{ deviations: Known[] }>('cel-deviations').deviations
const cases = specCases()

test('the specification is read: its areas that conditions use', () => {
  expect(cases).toHaveLength(574)
  expect(new Set(cases.map(({ called }) => called)).size).toBe(cases.length)
})

test('every case gives the specified answer, but for the deviations that are known and no others', () => {
  const found = cases.flatMap((one) => {
    const how = deviation(one)
    return how ? [`${one.called}: ${how}`] : []
  })
  const expected = known.flatMap(({ how, cases }) => cases.map((called) => `${called}: ${how}`))
  expect(found.toSorted()).toEqual(expected.toSorted())
})
