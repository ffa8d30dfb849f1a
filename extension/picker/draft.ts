import type { ActionKind } from '../../worker/contract/action.ts'
import type { Adapter, Guard, Locator, ReadStep, Screen } from '../../worker/contract/adapter.ts'
import type { PageField } from '../../worker/contract/catalogue.ts'
import { normaliseNumber } from '../../worker/contract/customer-key.ts'
import { samePlace } from './glob.ts'
import { numberIn, patternOf, shapeOf } from './shape.ts'
import type { Kind, Picked, Way } from './types.ts'
import { isHarm, ranked, recordOf, type Visit } from './visits.ts'

/** All that a draft is made of. */
export interface Taught {
  picks: Picked[]
  visits: Visit[]
  /** By pick, the way that the administrator chose. */
  chosen: Record<number, number>
  /** By pick of a press, what it does and the shortcuts that do it too. */
  acts: Record<number, { action: ActionKind; keys: string[] }>
  fields: PageField[]
}

/** The file as it is written: what `Adapter` fills in by itself is left out. */
export type DraftAdapter = Pick<Adapter, 'schema' | 'id' | 'hosts' | 'numberPattern'> & { screens: object[] }

const MOST_STEPS = 3

/** Text that was read and must not stand in the file: any name or number, and other text long enough to be somebody's. */
export function readValues({ picks, visits }: Pick<Taught, 'picks' | 'visits'>): string[] {
  const least = ({ target }: Picked) => (target === 'number' ? 4 : target === 'name' ? 2 : 8)
  const read = picks
    .filter(({ target }) => target !== 'press')
    .flatMap((pick) =>
      [
        pick.text,
        ...visits.flatMap(({ tried }) => (tried[pick.id] ?? []).map(({ text }) => text ?? '')),
      ].filter((text) => text.length >= least(pick)),
    )
  return [...new Set([...read, ...visits.flatMap(({ number }) => number ?? [])])]
}

const holds = (part: unknown, values: string[]): boolean => {
  const text = JSON.stringify(part)
  return values.some((value) => text.includes(JSON.stringify(value).slice(1, -1)))
}

/** Ways that rest on the same thing fail together: of each kind the best, of ids the whole and its end. */
const OF_A_KIND: Partial<Record<Kind, number>> = { id: 2 }

const varied = (ways: Way[]): Way[] =>
  ways.filter((way, at) => {
    const before = ways.slice(0, at).filter(({ kind }) => kind === way.kind)
    return before.length < (OF_A_KIND[way.kind] ?? 1)
  })

const isWeak = ({ kind }: Way): boolean => kind === 'position' || kind === 'beside'

/**
 * The ways of a pick that go into the file, the best first: those that did well on every page. Ways by place serve only
 * where there is no other, and a neighbour that may be somebody's value only when it stood on two pages.
 */
function waysFor(taught: Taught, pick: Picked): Way[] {
  const values = readValues(taught)
  const able = ranked(taught.visits, pick, taught.chosen[pick.id]).flatMap((at) => {
    const way = pick.ways[at]
    const { ok, fails } = recordOf(taught.visits, pick, at)
    const barred =
      !way ||
      holds(way.at, values) ||
      fails.some(({ why }) => isHarm(why)) ||
      (way.kind === 'beside' && ok < 2)
    return barred ? [] : [{ way, failed: fails.length > 0 }]
  })
  const sound = able.filter(({ failed }) => !failed).map(({ way }) => way)
  const strong = sound.filter((way) => !isWeak(way))
  const [best] = able
  const kept = strong.length ? varied(strong) : sound.slice(0, 1)
  return kept.length ? kept.slice(0, MOST_STEPS) : best ? [best.way] : []
}

const textsOf = ({ visits }: Taught, pick: Picked, way: Way): string[] => {
  const at = pick.ways.indexOf(way)
  const texts = [pick.text, ...visits.map(({ tried }) => tried[pick.id]?.[at]?.text ?? '')]
  return [...new Set(texts.flatMap((text) => numberIn(text, way.whole) ?? []))]
}

type Step = Omit<ReadStep, 'from'> & { from?: ReadStep['from'] }

const stepOf = ({ at, from }: Way): Step => ({ ...at, ...(from !== 'text' && { from }) })

const numberStep = (taught: Taught, pick: Picked, way: Way): Step => ({
  ...stepOf(way),
  pattern: patternOf(textsOf(taught, pick, way), way.whole),
})

const PATTERNS: Partial<Record<PageField['type'], string>> = {
  int: '(?<![0-9])([0-9]+)(?![0-9])',
  money: '([0-9][0-9,]*(?:\\.[0-9]+)?)',
}

function fieldSteps(taught: Taught, pick: Picked): Step[] {
  const name = pick.target.slice('field:'.length)
  const type = taught.fields.find((field) => field.name === name)?.type ?? 'string'
  // Every step of a remark is read: two ways to one box would read it twice.
  const ways = waysFor(taught, pick).slice(0, name === 'remark' ? 1 : MOST_STEPS)
  return ways.map((way) => {
    const pattern = way.from === 'text' ? PATTERNS[type] : undefined
    return { ...stepOf(way), ...(pattern && { pattern }) }
  })
}

function guardOf(taught: Taught, pick: Picked): Pick<Guard, 'id' | 'press'> & Partial<Guard> {
  const { action, keys } = taught.acts[pick.id] ?? { action: 'order', keys: [] }
  return {
    id: `submit-${action}`,
    action,
    press: waysFor(taught, pick).map(({ at }) => at),
    ...(pick.form && { form: pick.form }),
    ...(keys.length && { keys }),
  }
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')

/** A name that no other has: the text, else `base`, with a figure where it is taken. */
function idFrom(text: string, base: string, taken: string[]): string {
  const plain = slug(text).slice(0, 56)
  const id = plain.length > 1 ? plain : base
  return taken.includes(id) ? idFrom(`${id}-${taken.length + 1}`, base, taken) : id
}

const lastPart = (glob: string): string =>
  glob
    .split('/')
    .filter((part) => part.replaceAll('*', ''))
    .at(-1)
    ?.replace(/\.\w+\*?$/, '') ?? ''

/** What tells this screen from others of its address: the customer's number, else the name, else the button. */
function presence(taught: Taught, picks: Picked[]): Locator[] {
  for (const target of ['number', 'name', 'press'] as const) {
    const pick = picks.find((one) => one.target === target)
    const [way] = pick ? waysFor(taught, pick) : []
    if (way) return [way.at]
  }
  return []
}

function customerOf(taught: Taught, picks: Picked[]): object | undefined {
  const of = (target: Picked['target']) => picks.filter((pick) => pick.target === target)
  const number = of('number').flatMap((pick) =>
    waysFor(taught, pick).map((way) => numberStep(taught, pick, way)),
  )
  const anchor = of('name').flatMap((pick) => waysFor(taught, pick).map(({ at }) => at))
  return number.length ? { number, ...(anchor.length && { anchor }) } : undefined
}

function fieldsOf(taught: Taught, picks: Picked[]): Record<string, Step[]> {
  const fields: Record<string, Step[]> = {}
  for (const pick of picks.filter(({ target }) => target.startsWith('field:'))) {
    const name = pick.target.slice('field:'.length)
    const steps = [...(fields[name] ?? []), ...fieldSteps(taught, pick)]
    if (steps.length) fields[name] = steps
  }
  return fields
}

function screenOf(taught: Taught, picks: Picked[], id: string, alone: boolean): object {
  const [first] = picks as [Picked]
  const { globs, frame } = first.place
  const present = !alone || picks.some(({ vague }) => vague) ? presence(taught, picks) : []
  const customer = customerOf(taught, picks)
  const fields = fieldsOf(taught, picks)
  const guards = picks.filter(({ target }) => target === 'press').map((pick) => guardOf(taught, pick))
  return {
    id,
    when: { url: globs, ...(frame && { frame: [frame] }), ...(present.length && { present }) },
    ...(customer && { customer }),
    ...(Object.keys(fields).length && { fields }),
    ...(guards.length && { guards }),
  } satisfies Partial<Record<keyof Screen, unknown>>
}

const sameScreen = (a: Picked, b: Picked): boolean => samePlace(a.place, b.place) && a.view === b.view

/** One group for every screen, in the order in which it was taught. */
function byScreen(picks: Picked[]): Picked[][] {
  const groups: Picked[][] = []
  for (const pick of picks) {
    const group = groups.find(([first]) => first && sameScreen(first, pick))
    if (group) group.push(pick)
    else groups.push([pick])
  }
  return groups
}

function screensOf(taught: Taught): object[] {
  const groups = byScreen(taught.picks)
  const ids: string[] = []
  return groups.map((picks) => {
    const [first] = picks as [Picked]
    const alone = groups.filter(([other]) => other && samePlace(other.place, first.place)).length === 1
    const id = idFrom(lastPart(first.place.globs[0] ?? ''), 'screen', ids)
    ids.push(id)
    return screenOf(taught, picks, id, alone)
  })
}

function adapterId({ picks: [first] }: Taught): string {
  const { host = '', globs: [glob = ''] = [] } = first?.place ?? {}
  const section = glob.split('/').find((part) => part.replaceAll('*', '')) ?? ''
  return idFrom(`crm-${new URL(host.slice(0, -1)).hostname}-${section.replace(/\W.*/, '')}`, 'crm', [])
}

/** Why there is no file yet. */
export type Lacking = 'number' | 'name' | 'readable-number' | 'value'

/** The adapter that has been taught, or what it lacks. Nothing that was read on a page is in it. */
export function draftOf(
  taught: Taught,
): { adapter: DraftAdapter; lacking: null } | { adapter: null; lacking: Lacking } {
  const has = (target: Picked['target']) => taught.picks.find((pick) => pick.target === target)
  const lack = (lacking: Lacking) => ({ adapter: null, lacking })
  const number = has('number')
  if (!number) return lack('number')
  if (!has('name')) return lack('name')
  if (!waysFor(taught, number).length) return lack('readable-number')
  const numbers = [
    numberIn(number.text, number.ways[0]?.whole ?? true),
    ...taught.visits.map((visit) => visit.number),
  ]
  const adapter: DraftAdapter = {
    schema: 1,
    id: adapterId(taught),
    hosts: [...new Set(taught.picks.map(({ place }) => place.host))],
    numberPattern: `^${shapeOf([...new Set(numbers.flatMap((one) => (one ? normaliseNumber(one) : [])))])}$`,
    screens: screensOf(taught),
  }
  return holds(adapter, readValues(taught)) ? lack('value') : { adapter, lacking: null }
}
