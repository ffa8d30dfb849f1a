import { env } from 'cloudflare:workers'
import { beforeAll, expect, inject, it } from 'vitest'
import { type Conversion, ConversionReceipt } from '../../worker/contract/results.ts'
import { keyOf, outcome, playbook, post, publishPlaybook } from './edge.ts'

const headers = { authorization: `Bearer ${inject('tokens').admin}` }

const conversion = (change: Partial<Conversion> = {}): Conversion => ({
  id: crypto.randomUUID(),
  customerKey: keyOf(1),
  tipId: 'call-back',
  at: '2026-05-06T07:08:09Z',
  ...change,
})

async function report(...conversions: Conversion[]): Promise<ConversionReceipt> {
  const answer = await post('/v1/conversions', { conversions }, headers)
  expect(answer.status).toBe(200)
  return ConversionReceipt.parse(await answer.json())
}

beforeAll(async () => {
  await publishPlaybook()
})

it('stores each id once, the first as it stands, and says who reported it', async () => {
  const one = conversion()
  expect(await report(one, { ...one, tipId: 'call-back', at: '2026-05-07T00:00:00Z' })).toEqual({
    stored: 1,
    known: 0,
    refused: [],
  })
  expect(await report(one, conversion())).toEqual({ stored: 1, known: 1, refused: [] })
  const row = await env.CUSTOMERS.prepare('select * from conversion where id = ?').bind(one.id).first()
  expect(row).toMatchObject({ tip_id: 'call-back', at: '2026-05-06T07:08:09.000Z', reported_by: 'admin-01' })
})

it('refuses what cannot be by itself and stores the rest', async () => {
  const [ahead, strange, sound] = [
    conversion({ at: new Date(Date.now() + 6 * 60_000).toISOString() }),
    conversion({ tipId: 'never-was' }),
    conversion(),
  ]
  const receipt = await report(ahead, strange, sound)
  expect(receipt).toMatchObject({ stored: 1, refused: [{ id: ahead.id }, { id: strange.id }] })
})

it('takes a conversion of a tip that has gone since, from the customer who had it', async () => {
  const [tip] = playbook.tips
  await publishPlaybook({ tips: tip ? [tip, { ...tip, id: 'short-lived' }] : [] })
  await post('/v1/outcomes', {
    outcomes: [outcome({ playbookVersion: 2, subjectId: 'short-lived', kind: 'shown' })],
  })
  await publishPlaybook()
  const other = conversion({ tipId: 'short-lived', customerKey: keyOf(2) })
  expect(await report(conversion({ tipId: 'short-lived' }), other)).toMatchObject({
    stored: 1,
    refused: [{ id: other.id }],
  })
})

it.each([[[]], [Array.from({ length: 1001 }, () => conversion())], [[{ ...conversion(), amount: 5 }]]])(
  'refuses a body that does not fit',
  async (conversions) => {
    expect((await post('/v1/conversions', { conversions }, headers)).status).toBe(422)
  },
)

it('takes a full batch of a thousand', async () => {
  expect((await report(...Array.from({ length: 1000 }, () => conversion()))).stored).toBe(1000)
})
