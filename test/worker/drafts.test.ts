import { beforeAll, describe, expect, it } from 'vitest'
import { Change, ChangeList } from '../../worker/contract/change.ts'
import {
  answered,
  as,
  draft,
  edit,
  expectSound,
  historyOf,
  move,
  moved,
  newChange,
  type Person,
  problemOf,
  tipOf,
} from './changes.ts'
import { call, post, publishPlaybook } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
})

describe('a draft', () => {
  it('may be anything that is JSON, until it is submitted', async () => {
    const { itemId, ...rest } = await newChange()
    for (const content of [{}, [], 'text', 7, false, { label: { zh: '' } }, tipOf('other-name')]) {
      const change = await newChange({ ...rest, id: crypto.randomUUID(), itemId: `${itemId}x`, content })
      const kept = Change.parse(await (await post('/v1/changes', change, as('supervisor'))).json())
      expect(kept.content).toEqual(content)
      const problem = await problemOf(await move(kept, 'submit', as('supervisor')))
      expect(problem.type).toContain('content-refused')
      expect(problem.errors?.every(({ path }) => path.startsWith('/content'))).toBe(true)
      await moved(kept, 'discard', 'supervisor')
    }
  })

  it.each<[string, number, (nested: (n: number) => string) => string]>([
    ['too deep', 422, (nested) => nested(65)],
    ['as deep as to exhaust a stack', 422, (nested) => nested(100_000)],
    ['too long', 413, () => JSON.stringify('x'.repeat(262_144))],
    ['deep enough', 200, (nested) => nested(64)],
  ])('whose content is %s is answered with %i', async (_, status, content) => {
    const nested = (n: number) => '['.repeat(n) + ']'.repeat(n)
    const body = JSON.stringify(await newChange({ content: 0 })).replace(
      '"content":0',
      `"content":${content(nested)}`,
    )
    expect((await post('/v1/changes', body, as('supervisor'))).status).toBe(status)
  })

  it('without content is refused, and one of null is not', async () => {
    const { content: _, ...without } = await newChange()
    expect((await post('/v1/changes', without, as('supervisor'))).status).toBe(422)
    expect((await post('/v1/changes', { ...without, content: null }, as('supervisor'))).status).toBe(200)
  })

  it('sent again is the one that is there; by another or with another text it is refused', async () => {
    const change = await newChange()
    const send = (more: object, person: Person) =>
      post('/v1/changes', { ...change, ...more }, as(person)).then(answered)
    expect(await send({}, 'supervisor')).toBe('ok')
    expect(await send({}, 'supervisor')).toBe('ok')
    expect(await send({}, 'otherSupervisor')).toBe('changed-meanwhile')
    expect(await send({ note: 'other' }, 'supervisor')).toBe('changed-meanwhile')
    expect(await send({ itemId: 'other' }, 'supervisor')).toBe('changed-meanwhile')
    expect((await historyOf(change.id)).steps).toHaveLength(1)
  })

  it('is the only open one of its item, and the refusal says which', async () => {
    const first = await draft()
    const second = await newChange({ itemId: first.itemId })
    const problem = await problemOf(await post('/v1/changes', second, as('supervisor')))
    expect(problem.type).toContain('change-open')
    expect(problem.detail).toContain(first.id)
    await moved(first, 'discard', 'supervisor')
    expect(await answered(await post('/v1/changes', second, as('supervisor')))).toBe('ok')
  })

  it('cannot rest on a playbook that never was', async () => {
    const change = await newChange({ baseVersion: 9999 })
    expect(await answered(await post('/v1/changes', change, as('supervisor')))).toBe('no-such-version')
  })

  it('is not overwritten by who saw an older revision: they are told who was quicker, in their language', async () => {
    const change = await draft()
    await edit(change, 'otherSupervisor')
    const problem = await problemOf(await edit(change, 'supervisor', 'too late'))
    expect(problem.type).toContain('changed-meanwhile')
    expect(problem.detail).toMatch(/supervisor-02 at 2\d{3}-.*: edit/)
    const { note, steps } = await historyOf(change.id)
    expect([note, steps.at(-1)?.by]).toEqual(['edited', 'supervisor-02'])
    const chinese = await move(change, 'submit', { ...as('supervisor'), 'accept-language': 'zh' })
    expect((await problemOf(chinese)).detail).toMatch(/已由 supervisor-02 于 .* 修改/)
  })
})

describe('submitting', () => {
  const faults = async (more: Parameters<typeof newChange>[0]) =>
    (await problemOf(await move(await draft(more), 'submit', as('supervisor')))).errors ?? []
  const itemId = 'of-many-faults'
  const free = async () => {
    const { changes } = ChangeList.parse(
      await (await call('/v1/changes', { headers: as('supervisor') })).json(),
    )
    for (const change of changes.filter((one) => one.itemId === itemId))
      await moved(change, 'discard', 'supervisor')
  }

  it.each<[string, string, object]>([
    ['a member that is wrong', '/content/cap/max', tipOf(itemId, { cap: { max: 0, days: 3 } })],
    ['another name', '/content/id', tipOf('other')],
    ['a rule that cannot be read', '/content', tipOf(itemId, { eligibility: 'customer.aeg > 1' })],
    ['a shift that is not there', '/content', tipOf(itemId, { shifts: ['night'] })],
  ])('names the place of %s', async (_, path, content) => {
    await free()
    expect((await faults({ itemId, content })).map((one) => one.path)).toEqual([path])
  })

  it('reads selectors of an adapter as browsers do', async () => {
    const content = { schema: 1, id: 'bad-crm', screens: [{ id: 'one', when: { present: [{ css: 'a[' }] } }] }
    const [fault] = await faults({ kind: 'adapter', itemId: 'bad-crm', content })
    expect(fault?.message).toContain('is no CSS selector')
  })

  it('refuses what would change nothing', async () => {
    const same = await draft({ itemId: 'call-back', content: tipOf('call-back') })
    expect(await answered(await move(same, 'submit', as('supervisor')))).toBe('same-content')
    const none = await draft({ itemId: 'never-was', content: null })
    expect(await answered(await move(none, 'submit', as('supervisor')))).toBe('same-content')
  })
})

it('after all this the chain holds, nothing has a gap and nobody let their own through', expectSound)

describe('the list of changes', () => {
  it('is not sent again to whoever holds it, until something in it moves', async () => {
    const change = await draft()
    const list = (etag: string) =>
      call('/v1/changes', { headers: { ...as('supervisor'), 'if-none-match': etag } })
    const first = await list('')
    const etag = first.headers.get('etag') ?? ''
    expect([first.status, ChangeList.parse(await first.json()).changes.length > 0]).toEqual([200, true])
    expect((await list(etag)).status).toBe(304)
    await moved(change, 'discard', 'supervisor')
    expect((await list(etag)).status).toBe(200)
  })
})
