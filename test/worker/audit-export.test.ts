import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../worker/contract/audit.ts'
import { append } from '../../worker/services/audit/append.ts'
import { as, auditChain, now } from './changes.ts'
import { call, db, publishPlaybook } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
  for (let n = 0; n < 25; n += 1) {
    const actor = n % 2 ? 'ann' : 'bo'
    const fact = { at: now(), actor, action: `change.${n % 5}`, subject: `change/${n}`, detail: '客户' }
    await append(db, { ...fact, before: '', after: '' })
  }
})

async function page(query: string): Promise<{ lines: Record<string, unknown>[]; next: number | null }> {
  const answer = await call(`/v1/audit/export?${query}`, { headers: as('auditor') })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = (await answer.text()).trimEnd().split('\n')
  const parsed = lines.map((line) => JSON.parse(line))
  const { type, after } = parsed.at(-1)
  expect(type).toBe('next')
  return { lines: parsed.slice(0, -1), next: after }
}

describe('exporting', () => {
  it('gives the whole chain page by page, as it stands', async () => {
    const entries: object[] = []
    let after: number | null = 0
    while (after !== null) {
      const { lines, next } = await page(`part=entries&limit=7&after=${after}`)
      expect(lines.length).toBeLessThanOrEqual(7)
      entries.push(...lines.map(({ type, ...entry }) => entry))
      after = next
    }
    expect(entries).toEqual(await auditChain())
  })

  it('gives the entries of one person, one action, one time', async () => {
    const of = async (query: string) => (await page(`part=entries&${query}`)).lines as unknown as AuditEntry[]
    expect((await of('actor=ann')).map(({ actor }) => actor)).toEqual(Array(12).fill('ann'))
    expect((await of('action=change.3')).map(({ action }) => action)).toEqual(Array(5).fill('change.3'))
    const third = (await auditChain())[2] as AuditEntry
    expect((await of(`until=${third.at}`)).every(({ at }) => at < third.at)).toBe(true)
  })

  it('is written down before the first line leaves', async () => {
    await page('part=access&after=3&limit=9')
    const row = await env.PLAYBOOK.prepare('select * from access order by sequence desc limit 1').first()
    expect(row).toMatchObject({
      agent: 'auditor-01',
      action: 'audit.export',
      detail: 'access after/3 limit/9',
    })
  })

  it.each(['part=secrets', 'part=entries&limit=0', 'part=entries&after=-1', ''])(
    'refuses: %s',
    async (query) => {
      expect((await call(`/v1/audit/export?${query}`, { headers: as('auditor') })).status).toBe(422)
    },
  )
})
