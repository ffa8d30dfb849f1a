import { describe, expect, it, test } from 'vitest'
import {
  askedOf,
  type Event,
  INITIAL,
  offeredPlace,
  type Problem,
  reduce,
  type State,
} from '../../extension/picker/state.ts'
import type { Place, Pointed, Target, Told, Tried } from '../../extension/picker/types.ts'
import { DETAIL, found, way } from './taught.ts'

const ORDER: Place = { ...DETAIL, globs: ['*/order*'] }

const pointed = (text: string, css = '#a', place = DETAIL): Pointed => ({
  place,
  vague: false,
  text,
  ways: [way('id', { css })],
  form: null,
})

const frame = (more: Partial<Told> = {}): Told => ({
  url: '',
  name: '',
  pointed: null,
  tried: {},
  sought: null,
  stray: null,
  judged: [],
  ...more,
})

const run = (events: Event[], from: State = INITIAL): State => events.reduce(reduce, from)

/** A frame in which the administrator presses on what was asked for. */
function pointing(state: State, target: Target, made: Pointed | null, frames: Told[] = []): State {
  const armed = reduce(state, { type: 'point', target })
  const token = armed.armed?.token ?? -1
  return reduce(armed, { type: 'told', frames: [frame({ pointed: { token, made } }), ...frames] })
}

/** What the two that are taught first are called. */
const [NUMBER, NAME] = [2, 4]

const page = (number: string | null, name: string | null): Told =>
  frame({ tried: { [NUMBER]: [found(number)], [NAME]: [found(name)] } })

const taught = () =>
  pointing(pointing(INITIAL, 'number', pointed('600200000001')), 'name', pointed('甲一', '#b'), [
    page('600200000001', null),
  ])
const looks = (told: Told[], times: number): Event[] => Array(times).fill({ type: 'told', frames: told })

describe('pointing', () => {
  it('ends with what was pointed at', () => {
    expect(taught()).toMatchObject({ armed: null, picks: [{ target: 'number' }, { target: 'name' }] })
  })

  it('ends with Escape on the page and with a press here', () => {
    expect(pointing(INITIAL, 'name', null)).toMatchObject({ armed: null, picks: [], problem: null })
    expect(run([{ type: 'point', target: 'name' }, { type: 'cancel' }]).armed).toBeNull()
  })

  it('takes no answer to an earlier question', () => {
    const armed = run([{ type: 'point', target: 'name' }])
    const late = frame({ pointed: { token: 99, made: pointed('甲一') } })
    expect(reduce(armed, { type: 'told', frames: [late] }).picks).toEqual([])
  })

  test.each([
    ['number', pointed('客户号'), 'no-number'],
    ['name', pointed(''), 'no-text'],
    ['press', { ...pointed('提交'), ways: [] }, 'no-way'],
  ] satisfies [Target, Pointed, Problem][])(
    'at something else than a %s is told',
    (target, made, problem) => {
      expect(pointing(INITIAL, target, made)).toMatchObject({ problem, picks: [] })
    },
  )

  it('again takes the place of what was there, but for boxes of remarks and buttons', () => {
    const again = pointing(taught(), 'number', pointed('600200000001', '#c'), [page('600200000001', '甲一')])
    expect(again.picks.map(({ target }) => target)).toEqual(['name', 'number'])
    const one = pointing(INITIAL, 'field:remark', pointed('', '#r1'))
    const id = one.picks[0]?.id ?? 0
    const shown = reduce(one, { type: 'told', frames: [frame({ tried: { [id]: [found('')] } })] })
    expect(pointing(shown, 'field:remark', pointed('', '#r2')).picks).toHaveLength(2)
  })

  it('at a page where nothing that was taught can be seen begins another screen of that address', () => {
    expect(
      pointing(taught(), 'number', pointed('600200000001', '#x'), [page(null, null)]).picks.map(
        ({ view }) => view,
      ),
    ).toEqual([0, 0, 1])
  })
})

describe('a visit', () => {
  it('counts when the page has come to rest', () => {
    const state = run(looks([page('600200000001', '甲一')], 1), taught())
    expect(state.visits).toEqual([])
    expect(run(looks([page('600200000001', '甲一')], 1), state).visits).toHaveLength(1)
  })

  it('is none where nobody is shown', () => {
    expect(run(looks([page(null, null)], 5), taught()).visits).toEqual([])
  })

  it('waits while two frames show two numbers, and tells it where they stay so', () => {
    const sent = pointing(taught(), 'press', pointed('提交', '#ok', ORDER))
    const both = reduce(sent, {
      type: 'told',
      frames: [frame({ sought: pointed('600200000001', '#no', ORDER) })],
    })
    const order = both.picks.at(-1)?.id ?? 0
    const apart: [Told, Told] = [
      page('600200000001', '甲一'),
      frame({ tried: { [order]: [found('600200000002')] as Tried[] } }),
    ]
    expect(run(looks(apart, 4), both).visits).toEqual([])
    expect(run(looks(apart, 9), both).visits).toHaveLength(1)
  })
})

describe('a form that sends a number of its own', () => {
  const sent = pointing(taught(), 'press', pointed('提交', '#ok', ORDER))
  const known = run(looks([page('600200000001', '甲一')], 2), sent)

  it('is looked through for the number at hand', () => {
    expect(askedOf(known, []).seek).toEqual({ number: '600200000001', places: [ORDER] })
  })

  it('is read by it, unless the administrator takes that away', () => {
    const sought = frame({ sought: pointed('600200000001', '#no', ORDER) })
    const found = reduce(known, { type: 'told', frames: [sought] })
    expect(found.picks.at(-1)).toMatchObject({ target: 'number', found: true, place: ORDER })
    const without = reduce(found, { type: 'remove', pick: found.picks.at(-1)?.id ?? 0 })
    expect(askedOf(without, []).seek.places).toEqual([])
  })
})

describe('the same screen at another address', () => {
  const place = { ...DETAIL, globs: ['*/start*'] }
  const stray = frame({ stray: { place, tried: page('600200000002', '乙二').tried } })

  it('is offered, and then is one screen', () => {
    const state = run(looks([stray], 1), taught())
    expect(offeredPlace(state)).toEqual(place)
    const { picks } = reduce(state, { type: 'same-screen', place })
    expect(picks.map((pick) => pick.place.globs)).toEqual([
      ['*/detail*', '*/start*'],
      ['*/detail*', '*/start*'],
    ])
  })

  it('is not offered beside the screen itself: it is another frame then', () => {
    expect(offeredPlace(run(looks([stray, page('600200000001', '甲一')], 2), taught()))).toBeNull()
  })
})

test('a page that cannot be read is told, until it can', () => {
  const gone = reduce(taught(), { type: 'failed', problem: 'no-access' })
  expect(gone).toMatchObject({ problem: 'no-access', armed: null })
  expect(reduce(gone, { type: 'told', frames: [] }).problem).toBeNull()
})
