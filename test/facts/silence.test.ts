import { describe, expect, it, test } from 'vitest'
import { Attribute, type Facts } from '../../worker/contract/catalogue.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { wordsOf } from '../../worker/services/facts/fold-words.ts'
import { freshFacts } from '../../worker/services/facts/fresh.ts'
import { silenceOf } from '../../worker/services/facts/silence.ts'
import { input, playbook, tip } from '../decision/playbook.ts'
import { vocabulary } from '../decision/vocabulary.ts'
import { playbooks } from '../packs/banks.ts'

const asOf = '2026-11-26T04:00:00.000Z'
const ago = (days: number) => new Date(Date.parse(asOf) - days * 86_400_000).toISOString()

const made = (name: string, part: object = {}) =>
  Attribute.parse({
    ...{ name, type: 'int', label: { zh: name, en: name }, sensitivity: 'C1', channel: 'core' },
    ...part,
  })
const ever = { op: 'count', kinds: ['debit'] }
const within = { ...ever, withinDays: 90 }
const given = made('grade', { freshDays: 30 })

/** What is rested on where events last came so many days ago, all of it folded or given a minute ago. */
function restedOn(
  catalogue: readonly Attribute[],
  eventsAt: string | null,
  lateKinds: string | null = null,
): string[] {
  const rule = ({ type, fold }: Attribute) => (fold ? wordsOf({ type, fold }) : 'given')
  const lineage = Object.fromEntries(
    catalogue.map((one) => [one.name, { at: asOf, source: 'core', rule: rule(one) }]),
  )
  const facts = Object.fromEntries(catalogue.map(({ name }) => [name, 1]))
  return Object.keys(
    freshFacts({ facts, lineage, factsAsOf: asOf, asOf, eventsAt, lateKinds }, catalogue).facts,
  )
}

describe('what is made from events, of which none come any more', () => {
  const [own, none] = [made('recent', { freshDays: 7, fold: within }), made('all', { fold: ever })]
  const [shorter] = [made('week', { freshDays: 2, fold: { ...ever, withinDays: 7 } })]
  test.each<[string, Attribute[], number, string[]]>([
    ['is rested on until its limit', [own, given], 7, ['recent', 'grade']],
    ['and not after', [own, given], 7.01, ['grade']],
    ['without a limit of its own by the shortest of the others', [own, shorter, none], 2.01, ['recent']],
    ['and until then', [own, shorter, none], 2, ['recent', 'week', 'all']],
    [
      'whatever limit something given has',
      [none, given, made('day', { freshDays: 1 })],
      29,
      ['all', 'grade', 'day'],
    ],
  ])('%s', (_, catalogue, days, rested) => {
    expect(restedOn(catalogue, ago(days))).toEqual(rested)
  })
  test('where nobody knows when they came it is as it was folded', () => {
    expect(restedOn([own, none], null)).toEqual(['recent', 'all'])
  })
})

describe('what counts a kind of event that has stopped', () => {
  const counting = (name: string, fold: object, freshDays?: number) =>
    made(name, { fold: { op: 'count', ...fold }, ...(freshDays && { freshDays }) })
  const catalogue = [
    counting('debits', { kinds: ['debit'] }, 7),
    counting('moved', { kinds: ['credit', 'debit'] }),
    counting('credits', { kinds: ['credit'] }, 2),
    counting('all', {}, 30),
    counting('open', {
      kinds: ['opened'],
      closed: {
        per: 'detail.case',
        opens: ['opened'],
        kinds: ['closed'],
        limits: [{ days: ['short_days'], after: ['longer'] }],
      },
    }),
    given,
  ]
  /** Of each dataset its kinds, which came daily until so many days ago. */
  const late = (...lists: Record<string, number>[]) =>
    JSON.stringify(
      lists.map((kinds) =>
        Object.entries(kinds).map(([kind, days]) => ({ kind, last: ago(days).slice(0, 10), gap: 1 })),
      ),
    )
  const [all, lost] = [
    catalogue.map(({ name }) => name),
    (rested: string[]) => all.filter((name) => !rested.includes(name)),
  ]
  test.each<[string, string | null, string[]]>([
    ['is all rested on where none has', null, []],
    ['while it is not longer than the shortest limit of what counts it', late({ debit: 10 }), []],
    ['is not rested on after', late({ debit: 11 }), ['debits', 'moved', 'all']],
    ['nor where one of another dataset has', late({}, { credit: 6 }), ['moved', 'credits', 'all']],
    ['nor cases of which those that close them have', late({ closed: 40 }), ['all', 'open']],
    ['nor those put off', late({ longer: 40 }), ['all', 'open']],
    ['whatever nobody counts', late({ other: 40 }), ['all']],
  ])('%s', (_, lateKinds, names) => {
    expect(lost(restedOn(catalogue, ago(0), lateKinds))).toEqual(names)
  })

  it('says since when, the longest ago first', () => {
    const moments = (eventsAt: string, lateKinds: string) => {
      const { ofFact, ofKinds } = silenceOf({ eventsAt, lateKinds, asOf }, catalogue)
      return [ofFact('debits'), ofFact('credits'), ofKinds(['opened', 'debit'])]
    }
    const day = (days: number) => `${ago(days).slice(0, 10)}T00:00:00.000Z`
    expect(moments(ago(0), late({ debit: 80, credit: 40 }))).toEqual([day(80), day(40), day(80)])
    expect(moments(ago(60), late({ debit: 80, credit: 40 }))).toEqual([day(80), ago(60), day(80)])
  })
})

describe('of whom nothing was folded', () => {
  const [own, none] = [made('recent', { freshDays: 7, fold: within }), made('all', { fold: ever })]
  const opened = made('opened', { fold: { ...ever, kinds: ['opened'] } })
  const staleAt = (eventsAt: string | null, lateKinds: string | null = null, facts: Facts = {}) =>
    freshFacts({ facts, lineage: null, factsAsOf: asOf, asOf, eventsAt, lateKinds }, [
      own,
      none,
      opened,
      given,
    ]).stale
  test('it is not known that there is nothing once events come no more, or those of its kind', () => {
    expect(staleAt(ago(1))).toEqual({})
    expect(staleAt(null)).toEqual({})
    expect(staleAt(ago(20))).toEqual({ all: ago(20), opened: ago(20), recent: ago(20) })
    const late = JSON.stringify([[{ kind: 'opened', last: '2026-09-01', gap: 1 }]])
    expect(staleAt(ago(1), late)).toEqual({ opened: '2026-09-01T00:00:00.000Z' })
  })
  test('what the bank gives is rested on all the same', () => {
    expect(staleAt(ago(20), null, { recent: 1, grade: 2 })).toEqual({ all: ago(20), opened: ago(20) })
  })
  test('nothing is sold to them on the ground that they have no complaint', () => {
    const rule = '!has(customer.opened)'
    const selling = { ...tip, eligibility: 'true', applicability: rule, marketing: true }
    const catalogue = [...vocabulary.catalogue, own, opened]
    const compiled = compilePlaybook(playbook({ catalogue, tips: [selling] }))
    const offered = (lateKinds: string | null) => {
      const facts = { marketing_consent: true }
      const kept = { facts, lineage: null, factsAsOf: asOf, asOf, eventsAt: asOf, lateKinds }
      return decide(compiled, { ...input, ...freshFacts(kept, catalogue), asOf, askedAt: asOf }).tips.length
    }
    const late = JSON.stringify([[{ kind: 'opened', last: '2026-09-01', gap: 1 }]])
    expect([offered(null), offered(late)]).toEqual([1, 0])
  })
})

it('an active customer is not told to be dormant or leaving because their events are sent no more', () => {
  const shipped = playbooks.cn.catalogue
  const folded = shipped.filter(({ fold }) => fold)
  const rule = (name: string) => {
    const one = folded.find((attribute) => attribute.name === name)
    return one?.fold ? wordsOf({ type: one.type, fold: one.fold }) : 'given'
  }
  const facts: Facts = {
    ...{ age: 45, deposit_balance: 30_000_000, total_assets: 40_000_000, transactions: 900 },
    ...{ last_transaction_on: ago(200).slice(0, 10), transactions_90d: 0, complaints_open: 1 },
    ...{ last_contact_on: ago(200).slice(0, 10), complaint_opened_on: ago(205).slice(0, 10) },
  }
  const origins = Object.keys(facts).map((name) => [name, { at: asOf, source: 'core', rule: rule(name) }])
  const kept = { facts, lineage: Object.fromEntries(origins), factsAsOf: ago(0.5), asOf }
  const compiled = compilePlaybook(playbooks.cn)
  const told = (eventsAt: string | null) => {
    const { stale, facts: known } = freshFacts({ ...kept, eventsAt }, shipped)
    const { segments, tips } = decide(compiled, {
      ...input,
      facts: known,
      asOf,
      askedAt: asOf,
      factsAsOf: ago(0.5),
    })
    return { stale, said: [...segments, ...tips].map(({ id }) => id) }
  }
  // Else the next line would say nothing.
  expect(told(null).said).toEqual(expect.arrayContaining(['outflow', 'dormant-account']))
  const { said, stale } = told(ago(200))
  expect(said.filter((id) => ['outflow', 'dormant-account'].includes(id))).toEqual([])
  for (const one of folded) if (one.name in facts) expect(stale[one.name]).toBe(ago(200))
})
