import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { PreviewFindings, type PreviewRequest, PreviewStretch } from '../../worker/contract/preview.ts'
import { compilePlaybook } from '../../worker/decision/compile.ts'
import { decide } from '../../worker/decision/decide.ts'
import { withItem } from '../../worker/decision/items.ts'
import { addCounts, noCounts } from '../../worker/decision/preview-counts.ts'
import { answersAfter, rowsAfter, STRETCH } from '../../worker/services/previews/base.ts'
import { countedOneByOne } from '../decision/one-by-one.ts'
import { addBase, db, keyOf, outcome, planOf, playbook, post, publishPlaybook } from './edge.ts'

const headers = { authorization: `Bearer ${inject('tokens').supervisor}` }
const [callBack] = playbook.tips
const content = {
  ...callBack,
  id: 'later',
  eligibility: 'customer.age > 60',
  score: { ...callBack?.score, value: 0.9 },
}
const change = { kind: 'tip', itemId: 'later', content } as const

const preview = (asked: Partial<PreviewRequest> = {}) =>
  post('/v1/previews', { ...change, ...asked }, headers)

async function whole(asked: Partial<PreviewRequest> = {}) {
  let counts = noCounts(asked.conditions?.length)
  const stretches: PreviewStretch[] = []
  for (let after: string | null = ''; after !== null; ) {
    const answer = await preview({ ...asked, after })
    expect(answer.status).toBe(200)
    const part = PreviewStretch.parse(await answer.json())
    counts = addCounts(counts, part.counts)
    stretches.push(part)
    after = part.next
  }
  return { counts, stretches }
}

/** Every seventh customer has no age. */
const ageOf = (at: number) => (at % 7 === 0 ? {} : { age: 10 + (at % 90) })
const COUNT = STRETCH * 2 + 100
const AT = '2026-11-20T02:00:00.000Z'

beforeAll(async () => {
  await publishPlaybook()
  await addBase({ dataset: 'bank', load: 'one', finishedAt: '2026-01-01T00:00:00.000Z', customers: {} })
  const rows = Array.from({ length: COUNT }, (_, at) => [keyOf(at), JSON.stringify(ageOf(at))])
  const insert = `insert into customer (key, load_id, facts, facts_as_of)
    select value ->> 0, 'one', value ->> 1, '2026-01-01T00:00:00.000Z' from json_each(?)`
  await env.CUSTOMERS.prepare(insert).bind(JSON.stringify(rows)).run()
})

describe('a preview of the whole base', () => {
  it('counts, stretch by stretch, what deciding every customer one by one gives', async () => {
    const { counts, stretches } = await whole({ conditions: ['customer.age > 60', 'has(customer.age)'] })
    const [before, after] = [playbook, withItem(playbook, change)].map((one) => compilePlaybook(one))
    if (!before || !after) throw new Error('no playbook')
    const decisions = Array.from({ length: COUNT }, (_, at) => {
      const input = {
        ...{
          customerKey: keyOf(at),
          version: 1,
          facts: ageOf(at),
          factsAsOf: AT,
          asOf: AT,
          askedAt: AT,
          publishedAt: AT,
        },
        ...{ historical: false, currency: 'CNY', outcomes: [], contact: { startedAt: AT } },
        agent: { subject: '', roles: [], teams: [] },
      }
      return { before: decide(before, input), after: decide(after, input) }
    })
    const { conditions, ...rest } = counts
    expect(rest).toEqual(countedOneByOne('later', decisions))
    const known = decisions.filter((_, at) => at % 7 !== 0).length
    expect(conditions).toEqual([counts.hit, known])
    expect(stretches.map(({ total }) => total)).toEqual([COUNT, null, null])
    expect(stretches.map((one) => one.counts.customers)).toEqual([STRETCH - 1, STRETCH - 1, 102])
  })

  it('shows some customers by key with the decision under the change, and no more than asked for', async () => {
    const { stretches } = await whole({ samples: 2 })
    const samples = stretches.flatMap((one) => one.samples)
    expect(stretches.map((one) => one.samples.length)).toEqual([2, 2, 2])
    for (const { customerKey, decision } of samples) {
      expect(decision.customerKey).toBe(customerKey)
      expect(decision.tips.map(({ id }) => id)).toContain('later')
      expect(decision.playbookVersion).toBe(2)
    }
  })

  it('takes a customer of several datasets once, as the load that finished last knows them', async () => {
    const customers = {
      [keyOf(0)]: { age: 99 },
      [keyOf(STRETCH - 1)]: { age: 99 },
      [keyOf(COUNT)]: { age: 99 },
    }
    const before = (await whole()).counts
    await addBase({ dataset: 'second', load: 'two', finishedAt: '2026-02-01T00:00:00.000Z', customers })
    const { counts, stretches } = await whole()
    expect(stretches[0]?.total).toBe(COUNT + 1)
    expect(counts.customers).toBe(COUNT + 1)
    const aged = [0, STRETCH - 1].filter((at) => !((ageOf(at).age ?? 0) > 60)).length
    expect(counts.hit).toBe(before.hit + aged + 1)
    await env.CUSTOMERS.prepare("update dataset set live_load = null where id = 'second'").run()
  })

  it('counts answers that caps hold back, and only those', async () => {
    const key = keyOf(70)
    const first = await whole()
    await post('/v1/outcomes', {
      outcomes: [
        outcome({ customerKey: key }),
        outcome({ customerKey: key, kind: 'deferred' }),
        outcome({ customerKey: keyOf(71) }),
      ],
    })
    const asked = { itemId: 'call-back', content: callBack }
    const { counts } = await whole(asked as Partial<PreviewRequest>)
    expect(counts.reasons['cap-tip']).toBe(ageOf(70).age === undefined ? undefined : 1)
    expect((await whole()).counts.hit).toBe(first.counts.hit)
  })
})

it('counts answers though an extract that is not in force stands beside', async () => {
  const asked = { itemId: 'call-back', content: callBack } as Partial<PreviewRequest>
  const capped = async () => (await whole(asked)).counts.reasons['cap-tip'] ?? 0
  // Keys grow with their number: the last of the first stretch that is old enough for the tip.
  const late = [...Array(STRETCH - 1).keys()].findLast((at) => (ageOf(at).age ?? 0) >= 18) ?? 0
  const before = await capped()
  await post('/v1/outcomes', {
    outcomes: (['deferred', 'accepted'] as const).map((kind) => outcome({ customerKey: keyOf(late), kind })),
  })
  const alone = await capped()
  expect(alone).toBe(before + 1)
  await env.CUSTOMERS.prepare(
    "insert into customer (key, load_id, facts, facts_as_of) select key, 'loading', facts, facts_as_of from customer where load_id = 'one'",
  ).run()
  expect(await capped()).toBe(alone)
  await env.CUSTOMERS.prepare("delete from customer where load_id = 'loading'").run()
})

it('judges a tip that begins later, for a shift and a channel, at its first moment', async () => {
  const shifts = [
    { id: 'night', label: callBack?.label ?? { zh: '夜', en: 'night' }, from: '20:00', until: '23:00' },
  ]
  await publishPlaybook({ shifts })
  const held = {
    ...content,
    from: '2099-01-01T09:00',
    shifts: ['night'],
    channels: ['chat'],
    roles: ['agent'],
    teams: ['any'],
  }
  const answer = PreviewStretch.parse(await (await preview({ content: held as never })).json())
  expect(answer.counts.hit).toBeGreaterThan(0)
  expect(answer.samples[0]?.decision.asOf).toBe('2099-01-01T01:00:00.000Z')
  expect(answer.samples[0]?.contact).toMatchObject({ channel: 'chat', startedAt: '2099-01-01T12:00:00.000Z' })
  expect(answer.counts.reasons).not.toHaveProperty('other-shift')
})

it.each<[what: string, asked: object, path: string]>([
  ['content that is no tip', { content: { id: 'later' } }, '/content/category'],
  ['a condition at fault', { content: { ...content, eligibility: 'customer.agee > 1' } }, '/content'],
  ['another id', { itemId: 'other' }, '/content'],
  ['a line at fault', { conditions: ['true', 'customer.agee > 1'] }, '/conditions/1'],
])('says where %s cannot be decided with', async (_, asked, path) => {
  const answer = await preview(asked)
  expect(answer.status).toBe(422)
  const { type, errors } = (await answer.json()) as { type: string; errors: { path: string }[] }
  expect(type).toContain('preview-refused')
  expect(errors.map((one) => one.path)).toContain(path)
})

it('finds dead rules and pairs of checks with the change in it', async () => {
  const segment = {
    id: 'nobody',
    label: callBack?.label,
    priority: 9,
    condition: 'customer.age > 30 && customer.age < 20 || customer.age < 0 && customer.age > 5',
  }
  const of = (body: object) => post('/v1/previews/findings', body, headers)
  const refused = await of({ kind: 'segment', itemId: 'nobody', content: segment })
  expect(refused.status).toBe(422)
  const ages = { ...content, ages: { max: 50 } }
  const found = PreviewFindings.parse(await (await of({ ...change, content: ages })).json())
  expect(found.dead).toEqual([{ kind: 'tip', itemId: 'later' }])
  const [ofAge] = playbook.checks
  const twin = { ...ofAge, id: 'twin', condition: 'customer.age < 16' }
  const pairs = PreviewFindings.parse(
    await (await of({ kind: 'check', itemId: 'twin', content: twin })).json(),
  ).pairs
  expect(pairs).toMatchObject([{ a: 'twin', b: 'of-age', relation: 'within' }])
})

it('reads a stretch by the keys and not by the whole base', async () => {
  const rows = await planOf(rowsAfter(db, keyOf(5), STRETCH))
  expect(rows).toContain('SEARCH c USING INDEX sqlite_autoindex_customer_1 (key>?)')
  expect(rows).not.toContain('TEMP B-TREE FOR ORDER BY')
  expect(await planOf(answersAfter(db, keyOf(5), STRETCH, new Date()))).toContain(
    'USING INDEX outcome_customer (customer_key>? AND customer_key<?)',
  )
})
