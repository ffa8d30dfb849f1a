import { expect, test } from 'vitest'
import { fuzz } from '../fuzz/fuzz.ts'
import { faultsOf, tableOf } from '../fuzz/verdict.ts'

const SEED = 20_261_125
const SWITCHES = 300

test(`${SWITCHES} switches over a rough line (seed ${SEED}): the right customer, nothing let through, lost or doubled`, async () => {
  const report = await fuzz({ switches: SWITCHES, seed: SEED, say: console.log })
  console.log(
    tableOf(report)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  )
  expect(report.firstWrong).toEqual([])
  expect(faultsOf(report)).toEqual([])
  for (const { tried } of [report.blocked, report.overrides, report.proper]) expect(tried).toBeGreaterThan(0)
}, 900_000)
