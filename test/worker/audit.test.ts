import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuditEntry, AuditPage } from '../../worker/contract/audit.ts'
import { append } from '../../worker/services/audit/append.ts'
import { type AuditFact, entryAfter } from '../../worker/services/audit/entry.ts'
import { GENESIS } from '../../worker/services/audit/texts.ts'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { as, auditChain, moved, submitted } from './changes.ts'
import { call, db, publishPlaybook } from './edge.ts'

const fact = (n: number): AuditFact => ({
  at: '2026-01-02T03:04:05.000Z',
  actor: n % 3 ? `person-${n}` : null,
  origin: '',
  action: 'change.edit',
  subject: `change/${n}`,
  detail: `revision/${n}`,
  before: '',
  after: GENESIS,
})

async function chainOf(length: number): Promise<AuditEntry[]> {
  const chain: AuditEntry[] = []
  for (let n = 1; n <= length; n += 1) chain.push(await entryAfter(chain.at(-1), fact(n)))
  return chain
}

describe('verifying', () => {
  const LENGTH = 6
  let chain: AuditEntry[]
  beforeAll(async () => {
    chain = await chainOf(LENGTH)
  })

  it('finds nothing in a chain as it was written', async () => {
    expect(await firstBrokenLink(chain)).toBeNull()
    expect(await firstBrokenLink([])).toBeNull()
  })

  it('finds any one character that was changed, at the entry or right after it', async () => {
    const texts = ['prev', 'at', 'action', 'subject', 'detail', 'after', 'hash'] as const
    const damage = fc.record({
      at: fc.nat(LENGTH - 1),
      member: fc.constantFrom(...texts),
      place: fc.nat(),
      bit: fc.nat(6),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, member, place, bit }) => {
        const damaged = chain.map((entry) => ({ ...entry }))
        const entry = damaged[at] as AuditEntry
        const letters = [...entry[member]]
        const where = place % letters.length
        letters[where] = String.fromCharCode((letters[where] as string).charCodeAt(0) ^ (1 << bit))
        entry[member] = letters.join('')
        expect((await firstBrokenLink(damaged))?.sequence).toBe(at + 1)
      }),
    )
  })

  it.each<[string, Partial<AuditEntry>, string]>([
    ['another actor', { actor: 'somebody' }, 'hash'],
    ['an actor where the edge acted by itself', { actor: '' }, 'hash'],
    ['a digest where nothing stood', { before: GENESIS }, 'hash'],
    ['another number', { sequence: 9 }, 'order'],
  ])('finds %s', async (_, change, fault) => {
    const damaged = chain.with(2, { ...(chain[2] as AuditEntry), ...change })
    expect(await firstBrokenLink(damaged)).toEqual({ sequence: 3, fault })
  })

  it('finds an entry that is missing, that stands twice, or that was written anew with its hash', async () => {
    expect(await firstBrokenLink(chain.toSpliced(1, 1))).toEqual({ sequence: 2, fault: 'order' })
    expect(await firstBrokenLink(chain.toSpliced(1, 0, chain[1] as AuditEntry))).toMatchObject({
      sequence: 3,
    })
    const forged = await entryAfter(chain[1], { ...fact(3), actor: 'somebody' })
    expect(await firstBrokenLink(chain.with(2, forged))).toEqual({ sequence: 4, fault: 'link' })
  })
})

describe('the chain in the database', () => {
  beforeAll(async () => {
    await publishPlaybook()
  })

  it.each([
    ["update audit set detail = 'x'", 'the audit chain only grows'],
    ['delete from audit', 'only whole sealed segments are dropped'],
  ])('refuses: %s', async (sql, why) => {
    await expect(env.PLAYBOOK.prepare(sql).run()).rejects.toThrow(why)
    expect((await auditChain()).length).toBeGreaterThan(0)
  })

  it('takes no second entry after the same one', async () => {
    const [first] = await auditChain()
    const insert = `insert into audit select max(sequence) + 1, ?, at, actor, action, subject, detail, before, after, hash, origin
      from audit where sequence = 1`
    await expect(env.PLAYBOOK.prepare(insert).bind(first?.prev).run()).rejects.toThrow('UNIQUE')
  })

  it('stays one chain when many write at once', async () => {
    const { length } = await auditChain()
    await Promise.all(Array.from({ length: 25 }, (_, n) => append(db, fact(n))))
    const chain = await auditChain()
    expect(chain).toHaveLength(length + 25)
    expect(await firstBrokenLink(chain)).toBeNull()
    const written = chain.slice(length).map(({ subject }) => subject)
    expect(written.toSorted()).toEqual(Array.from({ length: 25 }, (_, n) => `change/${n}`).toSorted())
  })

  it('has every step of a change and every version', async () => {
    const change = await moved(await submitted(), 'approve', 'approver')
    const steps = (await auditChain()).filter(({ subject }) => subject === `change/${change.id}`)
    expect(steps.map(({ action, actor }) => [action, actor])).toEqual([
      ['change.create', 'writer'],
      ['change.submit', 'writer'],
      ['change.approve', 'approver-01'],
    ])
    expect(steps.at(-1)).toMatchObject({ before: '', after: steps[0]?.after })
    expect(steps.at(-1)?.detail).toContain(`playbook/${change.playbookVersion}`)
    expect((await auditChain())[0]).toMatchObject({
      action: 'playbook.import',
      subject: 'playbook/1',
      prev: GENESIS,
    })
  })

  it('is read newest first, page by page', async () => {
    const read = async (query: string) => {
      const answer = await call(`/v1/audit${query}`, { headers: as('auditor') })
      return AuditPage.parse(await answer.json()).entries
    }
    const pages: AuditEntry[] = []
    for (let page = await read('?limit=7'); page.length > 0; ) {
      pages.push(...page)
      page = await read(`?limit=7&before=${page.at(-1)?.sequence}`)
    }
    expect(pages.toReversed()).toEqual(await auditChain())
  })
})
