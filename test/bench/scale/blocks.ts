import { costs, once, requests, rowsWritten, sumOf } from './costs.ts'
import { CODE, type Input, LIMIT, PRICE, SEEN, WORK } from './inputs.ts'
import { inOrder } from './limits.ts'
import { remedies } from './remedies.ts'
import { SIZES } from './sizes.ts'
import { BANKS, type Bank, databases, sealBytes, secondLoad, stored, total } from './storage.ts'
import { times } from './times.ts'
import { customersBusy, playbookBusy, rateOf, stampede, teams, traffic } from './traffic.ts'
import { bytes, count, dollars, seconds, table } from './words.ts'

const [SMALL, MIDDLE, LARGE] = BANKS as readonly [Bank, Bank, Bank]
const percent = (share: number) => `${count(Number((share * 100).toPrecision(2)))} %`
const heads = BANKS.map(({ customers }) => `${customers / 1e6} M`)
const across = (of: (bank: Bank) => string) => BANKS.map(of)

function inputs(all: Record<string, Input>): string {
  const rows = Object.values(all).map(({ value, unit, what, from, source }) => [
    ...[what, `${count(value)}${unit && !unit.startsWith('$') ? ' ' : ''}${unit}`, from, source],
  ])
  return table(['figure', '', 'from', 'source'], rows)
}

const prices = () =>
  table(
    ['what', 'US$', 'from', 'page'],
    Object.values(PRICE).map(({ value, unit, what, from, source }) => [
      ...[what, `${value} ${unit.replace('$', '').replace('/', 'per ')}`.trim(), from, source],
    ]),
  )

const sizes = () =>
  table(
    ['table', 'bytes a row, indexes included', 'rows billed for writing one'],
    Object.entries(SIZES).map(([name, { bytes: size, written }]) => [
      `\`${name}\``,
      String(size),
      String(written),
    ]),
  )

function storage(): string {
  const rows = stored(LARGE).map(({ what, formula, rows: n, bytes: size, table: name }, at) => [
    ...[what, formula, String(SIZES[name].bytes), count(n)],
    ...across((bank) => bytes(stored(bank)[at]?.bytes ?? 0)),
    kilobytes(size),
  ])
  const sum = (what: string, of: (bank: Bank) => number) => [
    ...[what, '', '', '', ...across((bank) => bytes(of(bank)))],
    kilobytes(of(LARGE)),
  ]
  const seal = String(SIZES.audit.bytes + SIZES.access_segment.bytes)
  return table(
    ['what', 'rows', 'bytes', 'rows at 100 M', ...heads, 'a customer'],
    [
      ...rows,
      [
        ...['seals, in every database', 'databases × 600 × 250 × 5 years', seal, ''],
        ...[...across((bank) => bytes(databases(bank) * sealBytes())), ''],
      ],
      sum('**all**', total),
      sum('a second load during a refresh', secondLoad),
    ],
  )
}

const kilobytes = (size: number) => `${(size / LARGE.customers / 1000).toPrecision(3)} KB`

const placed = () =>
  table(
    ['', ...heads],
    [
      ['databases of customers', ...across((bank) => count(databases(bank)))],
      ['buckets a database', ...across((bank) => (CODE.buckets.value / databases(bank)).toPrecision(3))],
      ['customers a database', ...across((bank) => count(bank.customers / databases(bank)))],
      ['GB a database outside of a refresh', ...across((bank) => bytes(total(bank) / databases(bank)))],
      ['of it seals', ...across(() => bytes(sealBytes()))],
    ],
  )

const asked = () =>
  table(
    ['a second of the busy hour', 'formula', 'asks', ...heads],
    [
      ...traffic(LARGE).map(({ what, formula, at }, index) => [
        ...[what, formula, at],
        ...across((bank) => count(traffic(bank)[index]?.rate ?? 0)),
      ]),
      ['**all**', '', '', ...across((bank) => `**${count(rateOf(traffic(bank)))}**`)],
    ],
  )

const busy = () =>
  table(
    ['', ...heads],
    [
      ['requests a month', ...across((bank) => count(requests(bank) * 1e6))],
      ['the playbook’s database is busy', ...across((bank) => percent(playbookBusy(bank)))],
      [
        'one database of customers is busy',
        ...across((bank) => percent(customersBusy(bank, databases(bank)))),
      ],
      [
        'after a new version the playbook’s database has answered all within',
        ...across((bank) => seconds(stampede(bank))),
      ],
    ],
  )

const bounds = () =>
  table(
    ['met at', 'what', 'need at 100 M', 'limit', 'by', 'then'],
    inOrder().map(({ at, what, unit, need, limit, by, remedy }) => [
      ...[`${count(at)} customers`, what],
      ...[need(LARGE), limit].map((value) => `${count(value)} ${unit}`.trim()),
      ...[by, remedy],
    ]),
  )

const took = () =>
  table(
    ['what', 'formula', '100 M, one after another', '100 M, as spread', 'how'],
    times(LARGE).map((one) => [one.what, one.formula, seconds(one.alone), seconds(one.spread), one.how]),
  )

const live = () =>
  table(
    ['', ...heads],
    [
      ['sockets', ...across(({ agents }) => count(agents))],
      ['team objects of 50', ...across((bank) => count(teams(bank)))],
      ['sockets opened a second, as tokens end', ...across(({ agents }) => count(agents / CODE.token.value))],
      ['messages out for one announcement', ...across(({ agents }) => count(agents))],
      ['calls of the Directory for it', ...across((bank) => count(teams(bank)))],
      ['a team is woken, on average every', ...across(() => seconds(CODE.token.value / WORK.team.value / 4))],
    ],
  )

const bill = () =>
  table(
    [`a month, after ${WORK.years.value} years`, 'counted by', 'unit', ...heads],
    [
      ...costs(LARGE).map(({ what, formula, price }, at) => [
        ...[what, formula, `$${price}`],
        ...across((bank) => dollars(costs(bank)[at]?.dollars ?? 0)),
      ]),
      ['**all**', '', '', ...across((bank) => `**${dollars(sumOf(costs(bank)))}**`)],
      ...once(LARGE).map(({ what, formula, price }, at) => [
        ...[`once: ${what}`, formula, `$${price}`],
        ...across((bank) => dollars(once(bank)[at]?.dollars ?? 0)),
      ]),
    ],
  )

const writes = () =>
  table(
    ['rows written a month', ...heads],
    rowsWritten(LARGE).map(({ what }, at) => [
      ...[what, ...across((bank) => count((rowsWritten(bank)[at]?.millions ?? 0) * 1e6))],
    ]),
  )

const savings = () =>
  table(
    ['what would be changed', 'counted by', 'saves a month at 100 M'],
    remedies(LARGE).map(({ what, formula, dollars: saved }) => [what, formula, dollars(saved)]),
  )

/** Bars of 40 characters for storage and money of the three banks. */
function chart(): string {
  const bar = (share: number) => '█'.repeat(Math.max(1, Math.round(share * 40)))
  const most = sumOf(costs(LARGE))
  const line = (name: string, share: number, text: string) => `${name.padEnd(14)} ${bar(share)} ${text}`
  const seals = { what: 'seals', bytes: databases(LARGE) * sealBytes() }
  const growing = [...stored(LARGE), seals].filter(({ bytes: size }) => size / total(LARGE) > 0.02)
  return [
    '```',
    'where 100 M customers’ bytes are',
    ...growing.map(
      ({ what, bytes: size }) => `${what.padEnd(32)} ${bar(size / total(LARGE))} ${bytes(size)}`,
    ),
    '',
    'dollars a month',
    ...BANKS.map((bank, at) => line(`${heads[at]}`, sumOf(costs(bank)) / most, dollars(sumOf(costs(bank))))),
    '```',
  ].join('\n')
}

function short(): string {
  const hard = inOrder().filter(({ by }) => by !== 'wanted')
  const [first] = hard
  const wished = inOrder().find(({ by }) => by === 'wanted')
  const account = hard.find(({ what }) => what === 'D1 in one account')
  if (!first || !wished || !account) throw new Error('no bound')
  const month = sumOf(costs(LARGE))
  const folding = (rowsWritten(LARGE)[0]?.millions ?? 0) * PRICE.rowsWritten.value
  const needs = (bank: Bank) => `${databases(bank)} databases and ${dollars(sumOf(costs(bank)))}`
  return [
    `- 100 million customers and 50,000 agents are ${bytes(total(LARGE))} after ${WORK.years.value} years, in ${count(databases(LARGE))} databases of customers: about ${dollars(month)} a month at list price. A bank of 10 million needs ${needs(MIDDLE)}, one of a million ${needs(SMALL)}.`,
    `- **As it stands the project carries about ${count(first.at)} customers** with ${count(first.at / 2000)} agents. Then comes the first hard limit: ${first.what}. All that follow, and what to do, stand [in order](#what-breaks-in-order).`,
    `- Something becomes slow before that, at ${count(wished.at)} customers: ${wished.what}.`,
    `- One account holds ${bytes(LIMIT.account.value * 1e9)} of D1 unless the maker agrees to more, enough for ${count(account.at)} customers. A bank of 100 million needs that agreement before anything else.`,
    `- Storage decides how many databases there are, not speed: one of them is busy ${percent(customersBusy(LARGE, databases(LARGE)))} of its time in the busy hour. The playbook's database is the narrow place, at ${percent(playbookBusy(LARGE))}.`,
    `- Folding facts as events come and go is ${dollars(folding)} of the ${dollars(month)}: the first thing to make cheaper.`,
  ].join('\n')
}

/** The parts of `docs/scale.md` that hold figures, by name. */
export const BLOCKS: Record<string, () => string> = {
  short,
  chart,
  work: () => inputs(WORK),
  code: () => inputs(CODE),
  seen: () => inputs(SEEN),
  limits: () => inputs(LIMIT),
  prices,
  sizes,
  storage,
  placed,
  asked,
  busy,
  bounds,
  took,
  live,
  bill,
  writes,
  savings,
}
