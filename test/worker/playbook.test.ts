import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { Adapter } from '../../worker/contract/adapter.ts'
import { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import { checkRemark } from '../../worker/decision/check.ts'
import { compilePlaybook } from '../../worker/decision/compile.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { readPlaybook } from '../../worker/services/playbook/read.ts'
import { splitText } from '../../worker/services/playbook/split-text.ts'
import { call, db, keyOf, playbook, post, publishPlaybook } from './edge.ts'

const read = (etag?: string) => call('/v1/playbook', { headers: etag ? { 'if-none-match': etag } : {} })

it('says that nothing has been published, and becomes ready when something is', async () => {
  for (const answer of [
    await read(),
    await post('/v1/decisions', { customerKeys: [keyOf(1)] }),
    await call('/readyz'),
  ]) {
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ type: 'urn:problem-type:fineline:no-playbook' })
  }
  await publishPlaybook()
  const ready = await call('/readyz')
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
})

it('answers the current playbook whole, with version, digest and time', async () => {
  const published = await publishPlaybook()
  const answer = await read()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('private, no-cache')
  const { version, digest, publishedAt, playbook: body } = NumberedPlaybook.parse(await answer.json())
  expect({ version, digest, publishedAt }).toEqual({
    version: published.version,
    digest: published.digest,
    publishedAt: '2026-01-02T03:04:05.000Z',
  })
  expect(body).toEqual(playbook)
})

it('answers 304 without a body while the ETag is the current one, weak or in a list too', async () => {
  const etag = (await read()).headers.get('etag') ?? ''
  for (const sent of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const answer = await read(sent)
    expect([answer.status, await answer.text()]).toEqual([304, ''])
    expect(answer.headers.get('etag')).toBe(etag)
  }
  expect((await read('"other"')).status).toBe(200)
})

it('of a version that was heard of asks the database once an isolate, and for a newer one again', async () => {
  const { version } = await publishPlaybook()
  let batches = 0
  const binding: Binding = {
    prepare: (query) => env.PLAYBOOK.prepare(query),
    batch: (statements) => {
      batches += 1
      return env.PLAYBOOK.batch(statements)
    },
  }
  const counting = openDatabase(binding)
  const failing = openDatabase({ ...binding, batch: () => Promise.reject(new Error('away')) })
  const { etag } = await readPlaybook(counting)
  batches = 0
  for (let browser = 0; browser < 100; browser++)
    expect((await readPlaybook(counting, version)).etag).toBe(etag)
  expect(batches).toBe(0)
  const next = await publishPlaybook({ timeZone: 'Europe/Berlin' })
  const told = await Promise.all(Array.from({ length: 100 }, () => readPlaybook(counting, next.version)))
  expect(new Set(told.map((one) => one.etag)).size).toBe(1)
  expect(told[0]?.etag).not.toBe(etag)
  // Its number, and perhaps its text.
  expect(batches).toBeGreaterThan(0)
  expect(batches).toBeLessThanOrEqual(2)
  // Who asked in vain keeps nobody waiting.
  const later = await publishPlaybook({ timeZone: 'Europe/Rome' })
  await expect(readPlaybook(failing, later.version)).rejects.toThrow('D1 failed')
  expect((await readPlaybook(counting, later.version)).etag).toContain(`"${later.version}-`)
  const heard = await call(`/v1/playbook?heard=${later.version}`, {})
  expect(NumberedPlaybook.parse(await heard.json()).version).toBe(later.version)
  expect((await call('/v1/playbook?heard=x', {})).status).toBe(422)
  // Who only looks whether there is a newer one is told so at once.
  await publishPlaybook()
  expect(NumberedPlaybook.parse(await (await read()).json()).version).toBe(later.version + 1)
})

it('makes no new version of the same content, one of other content, and one when earlier content comes back', async () => {
  const first = await publishPlaybook()
  const etag = (await read()).headers.get('etag') ?? ''
  expect(await publishPlaybook()).toEqual(first)
  const second = await publishPlaybook({ timeZone: 'Europe/Prague' })
  expect(second.version).toBe(first.version + 1)
  expect((await read(etag)).status).toBe(200)
  const third = await publishPlaybook()
  expect(third).toMatchObject({ version: first.version + 2, digest: first.digest })
  expect((await read(etag)).status).toBe(200)
  expect(NumberedPlaybook.parse(await (await read()).json()).version).toBe(third.version)
})

it('numbers playbooks without a gap when several publish at once', async () => {
  const { version } = await publishPlaybook()
  const versions = await Promise.all(
    ['Asia/Tokyo', 'Asia/Seoul', 'Asia/Dubai', 'Asia/Macau'].map((timeZone) => publishPlaybook({ timeZone })),
  )
  expect(versions.map((one) => one.version).toSorted((a, b) => a - b)).toEqual(
    [1, 2, 3, 4].map((more) => version + more),
  )
})

it('decides with the version that was published last', async () => {
  const { version } = await publishPlaybook({ segments: [] })
  const answer = await post('/v1/decisions', { customerKeys: [keyOf(1)] })
  expect(await answer.json()).toMatchObject({ playbookVersion: version })
})

it('stores a playbook of some megabytes in parts that D1 takes, and reads it whole', async () => {
  const [tip] = playbook.tips
  if (!tip) throw new Error('the playbook has a tip')
  const tips = Array.from({ length: 700 }, (_, i) => ({
    ...tip,
    id: `tip-${i}`,
    say: { zh: '您好，'.repeat(400), en: '😀'.repeat(400) },
  }))
  const published = await publishPlaybook({ tips })
  expect(published.parts).toBeGreaterThan(2)
  const { results } = await env.PLAYBOOK.prepare(
    'select length(cast(body as blob)) as bytes from playbook_part where version = ?',
  )
    .bind(published.version)
    .all<{ bytes: number }>()
  expect(Math.max(...results.map(({ bytes }) => bytes))).toBeLessThanOrEqual(900_000)
  const { playbook: body } = NumberedPlaybook.parse(await (await read()).json())
  expect(body.tips).toEqual(tips)
})

it('publishes nothing that is no playbook or holds a rule that cannot be decided', async () => {
  const { version } = await publishPlaybook()
  await expect(
    publish(db, { ...playbook, timeZone: undefined }, '2026-01-02T03:04:05.000Z'),
  ).rejects.toThrow()
  const broken = [
    { id: 'broken', label: { zh: '坏', en: 'bad' }, priority: 1, condition: 'customer.aeg > 1' },
  ]
  await expect(publishPlaybook({ segments: broken })).rejects.toThrow('customer.aeg')
  const misspelt = { ...playbook, segments: [{ ...playbook.segments[0], conditon: 'true' }] }
  await expect(publish(db, misspelt, '2026-01-02T03:04:05.000Z')).rejects.toThrow('conditon')
  const adapter = Adapter.parse({
    schema: 1,
    id: 'bad',
    screens: [{ id: 'one', when: { present: [{ css: 'a[' }] } }],
  })
  await expect(publishPlaybook({ adapters: [adapter] })).rejects.toThrow(
    'adapter bad, screens[0].when.present[0].css: "a[" is no CSS selector',
  )
  expect((await publishPlaybook()).version).toBe(version)
})

it('brings the tables of its text checks along, ready to be searched, and refuses a phrase that cannot be looked for', async () => {
  const [check] = playbook.checks
  if (!check) throw new Error('the playbook has a check')
  const { condition: _, applies: __, ...asked } = check
  const remark = (...phrases: string[]) => ({
    ...asked,
    id: 'remark',
    on: 'remark' as const,
    text: { phrases, detect: [] },
  })
  const { version } = await publishPlaybook({ checks: [remark('保本保息', 'risk-free')] })
  const { playbook: body, textTables } = NumberedPlaybook.parse(await (await read()).json())
  const [found] = checkRemark(compilePlaybook(body, textTables), '保 本 保 息')
  expect(found).toMatchObject({ verdict: 'block', found: [{ start: 0, end: 7 }] })
  await expect(publishPlaybook({ checks: [remark('…')] })).rejects.toThrow('check remark: the phrase "…"')
  expect((await publishPlaybook({ checks: [remark('保本保息', 'risk-free')] })).version).toBe(version)
})

it('does not answer from a playbook whose stored text was changed, and says why in the log alone', async () => {
  const { version } = await publishPlaybook({ timeZone: 'Asia/Manila' })
  const change = `update playbook_part set body = replace(body, 'senior', 'junior') where version = ?`
  await env.PLAYBOOK.prepare(change).bind(version).run()
  const log = vi.spyOn(console, 'log')
  const answer = await read()
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toMatch(/digest|\.ts|at /)
  const line = JSON.parse(String(log.mock.lastCall))
  expect(line).toMatchObject({ level: 'error', route: '/v1/playbook', status: 500 })
  expect(line.requestId).toBe(answer.headers.get('x-request-id'))
  expect(line.at.join()).toContain('assemble')
})

it('splits any text into pieces that join to it, none of them inside a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 9 }), (text, units) => {
      const pieces = splitText(text, units)
      expect(pieces.join('')).toBe(text)
      expect(pieces.every((piece) => piece.length <= units && piece.isWellFormed())).toBe(true)
    }),
  )
})
