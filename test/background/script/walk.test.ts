import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atHand, ending, goingBack, runOf, type Walk } from '../../../extension/background/script/walk.ts'
import { ScriptRun } from '../../../worker/contract/script-run.ts'

const start = Date.parse('2026-11-23T06:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000)
const fresh: Walk = {
  ...{ runId: '00000000-0000-4000-8000-000000000001', contact: at(0).toISOString(), scriptId: 'card-loss' },
  ...{ version: 7, text: '{}', spoken: null, since: at(0).toISOString(), ended: {}, seconds: {} },
}
const step = (id: string, required = true, variant = '') => ({ id, required, variant })
const steps = [step('greet'), step('block', true, 'senior'), step('bindings', false), step('close')]
const ids = steps.map(({ id }) => id)
const day = '2026-11-23'
const done = (walk: Walk, id: string, seconds: number) => ending(walk, steps, id, 'done', at(seconds))

describe('a walk', () => {
  it('goes on with each step done, and counts the seconds of each', () => {
    const walk = done(done(fresh, 'greet', 18), 'block', 52)
    expect(atHand(walk, steps)?.id).toBe('bindings')
    expect(walk.seconds).toEqual({ greet: 18, block: 34 })
  })

  it('ends no step but the one at hand: a second press means nothing', () => {
    const walk = done(fresh, 'greet', 18)
    expect(done(walk, 'greet', 18.1)).toBe(walk)
    expect(done(walk, 'close', 19)).toBe(walk)
  })

  it('skips what is optional and nothing else', () => {
    const skip = (walk: Walk, id: string) => ending(walk, steps, id, 'skipped', at(60))
    expect(skip(fresh, 'greet')).toBe(fresh)
    const third = done(done(fresh, 'greet', 1), 'block', 2)
    expect(atHand(skip(third, 'bindings'), steps)?.id).toBe('close')
  })

  it('goes back one step, and time spent on it again is added', () => {
    const back = goingBack(done(fresh, 'greet', 10), steps, at(13))
    expect(atHand(back, steps)?.id).toBe('greet')
    const again = done(back, 'greet', 20)
    expect(again.seconds).toEqual({ greet: 17, block: 3 })
    expect(goingBack(fresh, steps, at(5))).toBe(fresh)
  })

  it('takes up a step that turns out to concern the customer, though it stands before', () => {
    const without = steps.filter(({ id }) => id !== 'block')
    const walk = ending(fresh, without, 'greet', 'done', at(5))
    expect(atHand(walk, without)?.id).toBe('bindings')
    expect(atHand(walk, steps)?.id).toBe('block')
  })
})

describe('what is told of it', () => {
  it('are ids and whole seconds in the order of the script', () => {
    const walk = done(done(fresh, 'greet', 18.4), 'block', 52)
    expect(runOf(walk, ids, { day, finished: false })).toEqual({
      ...{ id: fresh.runId, playbookVersion: 7, scriptId: 'card-loss', day, finished: false },
      steps: [
        { stepId: 'greet', outcome: 'done', seconds: 18 },
        { stepId: 'block', outcome: 'done', seconds: 34, variant: 'senior' },
      ],
    })
  })

  it('is nothing where nothing was done', () =>
    expect(runOf(fresh, ids, { day, finished: false })).toBeNull())

  it('fits the contract after any moves at any times', () => {
    const moves = fc.array(
      fc.record({
        what: fc.constantFrom('done', 'skipped', 'back'),
        wait: fc.integer({ min: -5, max: 9000 }),
      }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(moves, (all) => {
        let [walk, now] = [fresh, 0]
        for (const { what, wait } of all) {
          now += wait
          const id = atHand(walk, steps)?.id ?? ''
          walk =
            what === 'back'
              ? goingBack(walk, steps, at(now))
              : ending(walk, steps, id, what as 'done' | 'skipped', at(now))
        }
        const run = runOf(walk, ids, { day, finished: atHand(walk, steps) === undefined })
        if (run) expect(ScriptRun.parse(run)).toEqual(run)
        expect(walk.ended.greet?.outcome).not.toBe('skipped')
      }),
    )
  })
})
