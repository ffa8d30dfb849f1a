import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { importExtract } from '../../db/import/import.ts'
import { Mapping } from '../../db/import/mapping.ts'
import { importSecret, makeCustomerKey, makeIdentifierHash } from '../../worker/contract/customer-key.ts'
import { clear, dump, openTestD1, visible } from './database.ts'
import { writeFiles } from './fixture.ts'
import { extract, mapping, SECRET } from './made-up-bank.ts'

const { db, stateDir } = await openTestD1()
beforeEach(() => clear(db))

const small = extract(5)
/** Enough for several batches of customers and of events. */
const large = extract(2100)
const load = (dir: string, more: Partial<Parameters<typeof importExtract>[0]> = {}) =>
  importExtract({ db, mapping, dir, secret: SECRET, seed: 'test', ...more })

describe('an import', () => {
  it('that the generator fills in says of each value whose it is', async () => {
    await load(await writeFiles(small), { mapping: { ...mapping, synthetic: true } })
    const rows = await db.prepare('SELECT facts, lineage FROM customer').all<Record<string, string>>()
    const { facts, lineage } = rows.results[0] ?? {}
    const from = JSON.parse(lineage ?? '{}')
    expect(JSON.parse(facts ?? '{}')).toHaveProperty('total_assets')
    expect(from.total_assets).toMatchObject({ source: 'generator', rule: 'given' })
    expect(from.deposit_balance).toBeUndefined()
  })

  it('stores facts, events and the day they are decided for', async () => {
    const result = await load(await writeFiles(small))
    expect(result).toMatchObject({
      dataset: 'probe',
      customers: 5,
      events: 15,
      asOf: '2026-03-05',
      already: false,
    })
    const stored = await dump(db)
    const dataset = {
      id: 'probe',
      live_load: result.loadId,
      as_of: '2026-03-05T04:00:00.000Z',
      currency: 'CNY',
      events_at: null,
      late_kinds: null,
    }
    expect(stored.dataset).toEqual([dataset])
    const counted =
      'SELECT load_id, kind, substr(at, 1, 10) AS day, count(*) AS rows FROM event GROUP BY 1, 2, 3 ORDER BY 1, 2, 3'
    const days = await db.prepare('SELECT * FROM event_day ORDER BY 1, 2, 3').all()
    expect(days.results.length).toBeGreaterThan(1)
    expect(days.results).toEqual((await db.prepare(counted).all()).results)
    const key = await makeCustomerKey(await importSecret(SECRET), '7001')
    const customer = await db
      .prepare('SELECT facts, facts_as_of FROM customer WHERE key = ?1')
      .bind(key)
      .first()
    expect(JSON.parse(String(customer?.facts))).toEqual({
      age: 65,
      gender: 'male',
      region: '临溪区',
      standing_orders: 2,
      standing_order_total: 110_075,
      deposit_balance: 52,
      transactions: 3,
      last_transaction_on: '2026-03-01',
      transactions_90d: 3,
      counter_uses_90d: 2,
    })
    expect(customer?.facts_as_of).toBe(dataset.as_of)
    const sql = 'SELECT at, channel, kind, amount, detail FROM event WHERE customer_key = ?1 ORDER BY at'
    const events = await db.prepare(sql).bind(key).all()
    expect(events.results[0]).toEqual({
      at: '2026-01-01',
      channel: 'core',
      kind: 'entry',
      amount: 1000,
      detail: '{"note":"备注\\"0"}',
    })
  })

  it('makes up no contacts beside those that its own events tell of', async () => {
    await load(await writeFiles(small), { mapping: { ...mapping, synthetic: true } })
    const { results } = await db.prepare('SELECT facts FROM customer').all<{ facts: string }>()
    const names = results.flatMap(({ facts }) => Object.keys(JSON.parse(facts)))
    expect(names).toContain('risk_grade')
    expect(names.filter((name) => name.startsWith('last_contact'))).toEqual([])
  })

  it('keeps the day of a value that grows old from its own row on, and links numbers to customers', async () => {
    const files = mapping.files.map((file) => {
      if (file.rows === 'link') {
        const account = { kind: 'account', number: 'account', customer: 'number' }
        const owner = { ...account, role: 'owner', where: { role: '户主' } }
        return { ...file, identifiers: [owner, { ...account, role: 'authorised', where: { role: '代理' } }] }
      }
      if (file.id !== 'entry' || file.rows !== 'events') return file
      const { deposit_balance, ...facts } = file.facts
      return { ...file, facts: { ...facts, deposit_balance: { ...deposit_balance, ofItsDay: true } } }
    })
    const dir = await writeFiles(small)
    const { loadId } = await load(dir, { mapping: Mapping.parse({ ...mapping, files }) })
    const secret = await importSecret(SECRET)
    const key = await makeCustomerKey(secret, '7001')
    const sql = `SELECT lineage -> 'deposit_balance' AS origin FROM customer WHERE key = ?1`
    const row = await db.prepare(sql).bind(key).first<{ origin: string }>()
    expect(JSON.parse(row?.origin ?? '')).toEqual({
      at: '2026-03-01T04:00:00.000Z',
      source: 'probe',
      rule: 'given',
    })
    const links = await db
      .prepare(
        'SELECT customer_key, kind, role, certain, source FROM identifier WHERE hash = ?1 AND load_id = ?2',
      )
      .bind(await makeIdentifierHash(secret, 'account', 'A7001'), loadId)
      .all()
    // Owner and agent are one person here: the greater role stands.
    expect(links.results).toEqual([
      { customer_key: key, kind: 'account', role: 'owner', certain: 1, source: 'probe' },
    ])
  })

  it('leaves no number of the bank behind', async () => {
    const text = (rows: unknown) => JSON.stringify(rows).replaceAll(/[0-9a-f]{32,64}/g, '')
    const canary = Object.fromEntries(
      Object.entries(small).map(([name, lines]) => [
        name,
        lines.map((line) => line.replaceAll('700', '88776655')),
      ]),
    )
    await load(await writeFiles(canary))
    expect(text(await dump(db))).not.toContain('88776655')
    expect(text(await dump(db))).toContain('standing_orders')
  })

  it('a second time changes nothing and says so', async () => {
    const dir = await writeFiles(small)
    const first = await load(dir)
    const before = await dump(db)
    const { already, ...again } = await load(dir)
    expect(already).toBe(true)
    expect({ ...again, already: false }).toEqual(first)
    expect(await dump(db)).toEqual(before)
  })

  it('tells its customers to those who may see numbers, the second time too', async () => {
    const dir = await writeFiles(small)
    const told: string[][] = [[], []]
    for (const numbers of told) await load(dir, { onCustomer: (number) => numbers.push(number) })
    expect(told[0]).toEqual(['7001', '7002', '7003', '7004', '7005'])
    expect(told[1]).toEqual(told[0])
  })

  it('takes the place of an earlier one, and leaves other datasets alone', async () => {
    const other = Mapping.parse({ ...mapping, dataset: 'other' })
    await load(await writeFiles(small), { mapping: other })
    const before = await visible(db, 'other')
    const first = await load(await writeFiles(small))
    const second = await load(await writeFiles(extract(7)))
    expect(second.loadId).not.toBe(first.loadId)
    const stored = await dump(db)
    expect(stored.load).toHaveLength(2)
    expect(stored.customer).toHaveLength(5 + 7)
    expect(await visible(db, 'probe')).toHaveLength(7)
    expect(await visible(db, 'other')).toEqual(before)
    const noted = await db
      .prepare('SELECT summary FROM load WHERE id = ?1')
      .bind(second.loadId)
      .first<string>('summary')
    const { had, customers } = JSON.parse(noted ?? '{}')
    expect(customers).toBe(7)
    // What the bank gave, and not what is made from events.
    expect(had).toEqual(expect.arrayContaining(['age', 'deposit_balance', 'standing_orders']))
    expect(had).not.toContain('transactions_90d')
  })

  it('leaves what it takes the place of to retention while there is a legal hold on it', async () => {
    await load(await writeFiles(small))
    await db.prepare("INSERT INTO legal_hold VALUES ('h', NULL, 'k', 'a case', 'ann', '', NULL, NULL)").run()
    await load(await writeFiles(extract(7)))
    expect((await dump(db)).customer).toHaveLength(5 + 7)
    expect(await visible(db, 'probe')).toHaveLength(7)
    await db.prepare("UPDATE legal_hold SET released_by = 'bo', released_at = '2026-01-01'").run()
    await load(await writeFiles(extract(8)))
    expect((await dump(db)).customer).toHaveLength(8)
  })

  it('under another secret, seed or mapping is another load', async () => {
    const dir = await writeFiles(small)
    const ids = [
      await load(dir),
      await load(dir, { secret: `${SECRET}.` }),
      await load(dir, { seed: 'other' }),
      await load(dir, { mapping: Mapping.parse({ ...mapping, asOf: { day: '2026-05-01' } }) }),
    ].map(({ loadId }) => loadId)
    expect(new Set(ids).size).toBe(4)
  })

  it('of a live bank is decided for now', async () => {
    await load(await writeFiles(small), { mapping: Mapping.parse({ ...mapping, asOf: 'now' }) })
    expect(await db.prepare('SELECT as_of FROM dataset').first('as_of')).toBeNull()
    expect(await db.prepare('SELECT events_at FROM dataset').first('events_at')).not.toBeNull()
  })
})

describe('an import that cannot be', () => {
  it.each([
    [
      'a required file is missing',
      'missing-file',
      (files: Record<string, string[]>) => void delete files['holder.csv'],
    ],
    [
      'no customer can be told',
      'nothing-taken',
      (files: Record<string, string[]>) => void files['customer.csv']?.splice(0, 1, 'x,born,sex,branch'),
    ],
    [
      'no event gives the day',
      'no-as-of',
      (files: Record<string, string[]>) => void files['entry.csv']?.splice(1),
    ],
  ])('%s: says so and changes nothing', async (_, code, change) => {
    await load(await writeFiles(small))
    const before = await dump(db)
    const files = extract(6)
    change(files)
    await expect(load(await writeFiles(files))).rejects.toMatchObject({ code })
    expect(await dump(db)).toEqual(before)
  })
})

describe('an import of which much is refused', () => {
  const spoil = (file: string, lines: number) => {
    const files = extract(10)
    files[file] = (files[file] ?? []).map((line, at) => (at > 0 && at <= lines ? `${line},x` : line))
    return files
  }
  const empty = { ...extract(10), 'order.csv': ['id,account,amount'] }

  it.each([
    ['a file without a row', empty, 'order.csv'],
    ['a file of which three of ten rows are refused', spoil('customer.csv', 3), 'customer.csv'],
    ['a file of which every row is refused', spoil('branch.csv', 2), 'branch.csv'],
  ])('does not go live with %s, and does once that is accepted', async (_, files, file) => {
    await load(await writeFiles(small))
    const before = await dump(db)
    const dir = await writeFiles(files)
    await expect(load(dir)).rejects.toMatchObject({
      code: 'doubtful',
      words: { en: expect.stringMatching(new RegExp(`^${file}[:,].*--accept`)) },
    })
    expect(await dump(db)).toEqual(before)
    const { loadId } = await load(dir, { accept: true })
    expect((await dump(db)).dataset).toMatchObject([{ live_load: loadId }])
    expect((await load(dir)).already).toBe(true)
  })

  it('does not go live with fewer than half of what is live, and does once that is accepted', async () => {
    await load(await writeFiles(extract(11)))
    const before = await dump(db)
    const dir = await writeFiles(small)
    await expect(load(dir)).rejects.toMatchObject({
      code: 'fewer',
      words: {
        en: expect.stringMatching(
          /^There are 5 customers \(11 are live\), 15 events \(33 are live\).*--accept/,
        ),
      },
    })
    expect(await dump(db)).toEqual(before)
    const { loadId } = await load(dir, { accept: true })
    expect((await dump(db)).dataset).toMatchObject([{ live_load: loadId }])
    await load(await writeFiles(extract(3)))
  })

  it('goes live with a fifth of a file refused', async () => {
    expect(await load(await writeFiles(spoil('customer.csv', 2)))).toMatchObject({ already: false })
  })
})

describe('values that cannot be', () => {
  const factsOf = async (number: string) => {
    const key = await makeCustomerKey(await importSecret(SECRET), number)
    const row = await db.prepare('SELECT facts FROM customer WHERE key = ?1').bind(key).first()
    return JSON.parse(String(row?.facts))
  }

  it('are left out with a line in the report, and the row is taken', async () => {
    const files = extract(5)
    const customers = files['customer.csv'] ?? []
    files['customer.csv'] = customers.map((line, at) => `${line},${['grade', 9, 0, 1, 5, ''][at]}`)
    files['customer.csv'] = files['customer.csv'].map((line, at) =>
      at === 1 ? line.replace(/19\d\d-/, '1870-') : at === 2 ? line.replace(/19\d\d-/, '2090-') : line,
    )
    const graded = structuredClone(mapping)
    const spec = graded.files.find((file) => file.rows === 'customers')
    Object.assign(spec?.facts ?? {}, {
      risk_grade: { column: 'grade', convert: 'int', unit: 1, fold: 'last' },
    })
    const told: unknown[] = []
    const { files: summaries } = await load(await writeFiles(files), {
      mapping: Mapping.parse(graded),
      onRefused: ({ file, line, problem: { code, column, args }, rows }) =>
        told.push([file, line, code, column, args.allowed, args.count, rows]),
    })
    expect(summaries[1]).toMatchObject({ taken: 5, refused: 0 })
    expect(told).toEqual([
      ['customer.csv', 2, 'out-of-bounds', 'grade', '>= 1 <= 5', 1, 0],
      ['customer.csv', 3, 'out-of-bounds', 'grade', '>= 1 <= 5', 1, 0],
      ['customer.csv', 1, 'out-of-bounds', 'age', '>= 0 <= 130', 2, 0],
    ])
    const all = await Promise.all(['7001', '7002', '7003', '7004', '7005'].map(factsOf))
    expect(all.map(({ risk_grade }) => risk_grade)).toEqual([undefined, undefined, 1, 5, undefined])
    expect(all.map(({ age }) => typeof age)).toEqual(['undefined', 'undefined', 'number', 'number', 'number'])
  })
})

describe('an import that is broken off', () => {
  /** Breaks off at the `nth` progress report, by throwing. */
  const breakOff = (dir: string, nth: number) => {
    let count = 0
    const onProgress = () => {
      count += 1
      if (count === nth) throw new Error('broken off')
    }
    return load(dir, { onProgress })
  }

  it('shows nothing of itself, and goes on to the same end', async () => {
    await load(await writeFiles(small))
    const old = await visible(db, 'probe')
    const dir = await writeFiles(large)
    for (const nth of [8, 10, 12, 13]) {
      await expect(breakOff(dir, nth)).rejects.toThrow('broken off')
      expect(await visible(db, 'probe')).toEqual(old)
    }
    await load(dir)
    const resumed = await dump(db)
    await clear(db)
    await load(await writeFiles(small))
    await load(dir)
    expect(resumed).toEqual(await dump(db))
    expect(resumed.customer).toHaveLength(2100)
    expect(resumed.event).toHaveLength(6300)
  }, 60_000)

  it('by a killed process: the same', async () => {
    const dir = await writeFiles(large)
    for (const stage of ['read', 'write']) await killAt(stage, dir)
    expect(await visible(db, 'probe')).toEqual([])
    await load(dir)
    const resumed = await dump(db)
    await clear(db)
    await load(dir)
    expect(resumed).toEqual(await dump(db))
  }, 60_000)

  /** Runs the import in a process group of its own and kills all of it at the first report of `stage`. */
  async function killAt(stage: string, dir: string): Promise<void> {
    const script = fileURLToPath(new URL('./import-process.ts', import.meta.url))
    const child = spawn(process.execPath, [script, stateDir, dir, stage], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exit = once(child, 'exit')
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === stage && child.pid) process.kill(-child.pid, 'SIGKILL')
    }
    expect((await exit)[1]).toBe('SIGKILL')
  }
})

it('works with the names of customers written in full-width digits', async () => {
  const wide = Object.fromEntries(
    Object.entries(small).map(([name, lines]) => [
      name,
      lines.map((line) => (name === 'customer.csv' ? line.replace('7001', '７００１') : line)),
    ]),
  )
  const told: string[] = []
  await load(await writeFiles(wide), { onCustomer: (number) => told.push(number) })
  expect(told[0]).toBe('7001')
})
