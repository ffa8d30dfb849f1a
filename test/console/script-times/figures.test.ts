import { describe, expect, it } from 'vitest'
import {
  byTime,
  longestStep,
  medianChange,
  mostSkipped,
  pairsOf,
} from '../../../extension/console/script-times/figures.ts'
import type { ScriptTimes, WordingTimes } from '../../../worker/contract/script-run.ts'
import { times } from '../script-times-story.ts'

const [now, before] = times.scripts.flatMap(({ wordings }) => wordings) as [WordingTimes, WordingTimes]
const hidden: WordingTimes = {
  versions: [1],
  figures: null,
  steps: now.steps.map(({ stepId }) => ({ stepId, figures: null })),
}

describe('a wording', () => {
  it('says which step takes longest and which is skipped most', () => {
    expect(longestStep(now)).toEqual({ stepId: 'trace', value: 61 })
    expect(mostSkipped(now)).toMatchObject({ stepId: 'trace' })
  })

  it('says neither where nothing may be told, nor what was never skipped', () => {
    expect(longestStep(hidden)).toBeNull()
    const steps = now.steps.filter(({ stepId }) => stepId === 'identify')
    expect(mostSkipped({ ...now, steps })).toBeNull()
  })
})

describe('two wordings', () => {
  it('stand side by side, steps of the other alone at the end', () => {
    const other = { ...before, steps: [...before.steps, { stepId: 'old', figures: null }] }
    const pairs = pairsOf(now, other)
    expect(pairs.map(({ stepId }) => stepId)).toEqual(['identify', 'trace', 'old'])
    expect(pairs.map(medianChange)).toEqual([-14, -3, null])
    expect(pairs[2]?.now).toBeNull()
  })

  it('compare nothing with what is hidden', () => {
    expect(pairsOf(now, hidden).map(medianChange)).toEqual([null, null])
    expect(pairsOf(now, null).map(({ other }) => other)).toEqual([null, null])
  })
})

it('puts the longest calls first and those not told last', () => {
  const of = (scriptId: string, median: number | null): ScriptTimes['scripts'][number] => ({
    scriptId,
    wordings: [
      {
        ...now,
        figures: median === null ? null : { runs: 9, finished: 9, time: { median, p90: median, count: 9 } },
      },
    ],
  })
  const sorted = byTime([of('short', 10), of('hidden', null), of('long', 90), of('also', 90)])
  expect(sorted.map(({ scriptId }) => scriptId)).toEqual(['also', 'long', 'short', 'hidden'])
})
