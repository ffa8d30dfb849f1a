/** Where a figure is from: the maker's page, a run of this project's own command, its code, or nobody but us. */
export type Origin = 'published' | 'measured' | 'set' | 'assumed'

/** One figure that everything else is computed from. */
export interface Input {
  value: number
  unit: string
  what: string
  from: Origin
  /** The page, the command, the file, or why. */
  source: string
}

const input =
  (from: Origin) =>
  (value: number, unit: string, what: string, source: string): Input => ({ value, unit, what, from, source })

const [assumed, measured, set, published] = [
  input('assumed'),
  input('measured'),
  input('set'),
  input('published'),
]

/** Pages of developers.cloudflare.com as they were stored when they were read; the date of the copy where it names one. */
export const PAGES = {
  d1Limits: '[D1 limits](https://developers.cloudflare.com/d1/platform/limits/), copy of 2026-04-21',
  d1Price: '[D1 pricing](https://developers.cloudflare.com/d1/platform/pricing/), copy without a date',
  workersLimits:
    '[Workers limits](https://developers.cloudflare.com/workers/platform/limits/), copy without a date',
  workersPrice:
    '[Workers pricing](https://developers.cloudflare.com/workers/platform/pricing/), copy without a date',
  objectLimits:
    '[Durable Objects limits](https://developers.cloudflare.com/durable-objects/platform/limits/), copy without a date',
  objectPrice:
    '[Durable Objects pricing](https://developers.cloudflare.com/durable-objects/platform/pricing/), copy without a date',
  objectState:
    '[Durable Object state](https://developers.cloudflare.com/durable-objects/api/state/), copy without a date',
  queueLimits:
    '[Queues limits](https://developers.cloudflare.com/queues/platform/limits/), copy without a date',
  queuePrice:
    '[Queues pricing](https://developers.cloudflare.com/queues/platform/pricing/), copy without a date',
  apiLimits:
    '[API limits](https://developers.cloudflare.com/fundamentals/api/reference/limits/), copy of 2026-04-20',
} as const

/** What agents and the bank do. None of it is known before a bank tells. */
export const WORK = {
  contactsAnHour: assumed(10, '', 'contacts of an agent in the busy hour', 'six minutes each'),
  contactsADay: assumed(60, '', 'contacts of an agent a day', 'eight hours, a quarter less busy'),
  hoursADay: assumed(8, 'h', 'an agent is signed in, a day', ''),
  daysAYear: assumed(250, '', 'days an agent works a year', ''),
  decisions: assumed(1.5, '', 'decisions a contact', 'opened, and every second time decided anew'),
  views: assumed(0.5, '', 'views of the customer a contact', 'every second agent opens it'),
  reveals: assumed(0.2, '', 'numbers revealed a contact', ''),
  resolved: assumed(1, '', 'other numbers resolved a contact', 'the caller’s phone, where pages show it'),
  outcomes: assumed(3, '', 'outcomes a contact', 'prompted, opened, answered'),
  outcomeRequests: assumed(2, '', 'requests they come in', 'the outbox sends at once'),
  scripts: assumed(0.3, '', 'scripts walked a contact', ''),
  team: assumed(50, '', 'agents of a team', ''),
  events: assumed(
    60,
    '',
    'events of a customer a year',
    'five a month; each card payment would be ten times that',
  ),
  eventYears: assumed(
    1,
    'year',
    'events are kept for',
    'by a refresh once a year: nothing else removes events',
  ),
  identifiers: assumed(4, '', 'numbers that lead to a customer', 'two accounts, a card, a phone'),
  changes: assumed(48, '', 'changes of facts of a customer a year', 'four a month'),
  due: assumed(
    0.9,
    '',
    'share of customers with an event in the last 90 days',
    'the longest window of the shipped catalogue',
  ),
  turns: set(
    3,
    '',
    'times that an event has its customer folded',
    'when it comes and when it leaves 30 and 90 days: `worker/services/facts/refold.ts`',
  ),
  years: assumed(5, 'years', 'after the start: all that grows is counted then', 'outcomes are full then'),
  minutes: assumed(600, 'min', 'of a day in which somebody looks at a customer of a database', 'ten hours'),
  full: assumed(9, 'GB', 'a database is filled up to', 'with a second load beside the live one'),
  cpu: assumed(5, 'ms', 'CPU of a request', 'token, one batch, JSON'),
  isolates: assumed(200, '', 'isolates that answer, and ask who was signed out', ''),
  migration: assumed(
    4,
    '',
    'calls of the management API for a migration of one database',
    'look, apply, note',
  ),
  name: assumed(6, 'bytes', 'a name in `CUSTOMER_DATABASES` takes', '`C0000` and a space'),
  tell: assumed(20, 'ms', 'the Directory waits for a team’s answer', ''),
  write: assumed(5, 'ms', 'a small write holds a database', 'D1 limits: "several milliseconds"'),
} as const

/** What this project does by itself, by its code. */
export const CODE = {
  poll: set(60, 's', 'a browser looks for a newer playbook every', '`extension/background/background.ts`'),
  spread: set(0.2, 's', 'browsers fetch an announced playbook within', 'ADR 12'),
  token: set(600, 's', 'a socket lives, as its token does, for', 'ADR 12'),
  counts: set(300, 's', 'a browser sends reading counts every', '`extension/background/health.ts`'),
  ended: set(
    10,
    's',
    'an isolate believes what it knows of sign-outs for',
    '`worker/services/sessions/ended.ts`',
  ),
  buckets: set(4096, '', 'buckets of customers', 'ADR 18'),
  fold: set(20, 's', 'of each minute for folding and dropping old loads', '`worker/jobs/keep-base.ts`'),
  calls: set(
    12,
    '',
    'calls of the minute’s job to a database of customers',
    'an idle minute: `test/worker/databases/idle-minute.test.ts`',
  ),
  drop: set(
    2400,
    '',
    'segments of a log dropped in a night',
    '`worker/jobs/keep-retention.ts`: 40 a minute for an hour',
  ),
  address: set(2000, '/s', 'requests that one address may send', '`wrangler.toml`'),
  accessYears: set(1, 'year', 'the access log is kept for', '`worker/services/retention/classes.ts`'),
  historyYears: set(1, 'year', 'history of facts is kept for', '`worker/services/retention/classes.ts`'),
  outcomeYears: set(5, 'years', 'outcomes are kept for', '`worker/services/retention/classes.ts`'),
  copyYears: set(1, 'year', 'answers are kept by agent for', '`worker/decision/caps.ts`'),
} as const

/** What was measured here, on two shared cores. Rates belong to that machine. */
export const SEEN = {
  edge: measured(12.8, 'ms', 'a decision in the edge, p50', '`npm run bench:page`, frames, quiet machine'),
  ingest: measured(
    18_522,
    'rows/s',
    'stored through the public API, into one database',
    '`npm run bench:ingest`',
  ),
  fold: measured(20_000 / 20, '/s', 'customers folded (20,000 in 20.0 s)', '`npm run bench:ingest`'),
  results: measured(3.5, 's', 'results over 1,000,000 outcomes', '`npm run bench:results`, quiet machine'),
  preview: measured(4.85, 's', 'a preview over 100,000 customers', '`npm run bench:preview`, busy machine'),
  push: measured(
    0.566,
    's',
    'a push to 5,000 sockets in 20 teams, p95',
    '`npm run bench:push`, quiet machine',
  ),
  script: measured(512, 'KB', 'our Worker, gzip', '`wrangler deploy --dry-run`: 511.53 KiB'),
} as const

/** What the maker says. */
export const LIMIT = {
  database: published(10, 'GB', 'a D1 database holds', PAGES.d1Limits),
  account: published(
    1000,
    'GB',
    'an account holds, in all its D1 databases; more by request',
    PAGES.d1Limits,
  ),
  bindings: published(5000, '', 'bindings of a Worker, about', PAGES.d1Limits),
  queries: published(1000, '', 'D1 queries of one invocation', PAGES.d1Limits),
  query: published(30, 's', 'a D1 query may take, or a batch', PAGES.d1Limits),
  read: published(1, 'ms', 'a read by an index takes less than', PAGES.d1Limits),
  open: published(6, '', 'connections at once of one invocation', PAGES.workersLimits),
  variable: published(5000, 'bytes', 'a variable of a Worker holds', PAGES.workersLimits),
  script: published(10_000, 'KB', 'a Worker may have, gzip; another copy says 64 MiB', PAGES.workersLimits),
  sockets: published(32_768, '', 'hibernating sockets of an object', PAGES.objectState),
  object: published(1000, '/s', 'requests of an object, a soft limit', PAGES.objectLimits),
  api: published(4, '/s', 'calls of the management API (1,200 in 5 min)', PAGES.apiLimits),
  messages: published(5000, '/s', 'messages of a queue', PAGES.queueLimits),
  consumers: published(250, '', 'consumers of a queue at once', PAGES.queueLimits),
} as const

/** US dollars of the Workers Paid plan, and what is in it. */
export const PRICE = {
  plan: published(5, '$', 'a month', PAGES.workersPrice),
  storage: published(0.75, '$/GB', 'D1 storage a month beyond 5 GB', PAGES.d1Price),
  rowsRead: published(0.001, '$/M', 'D1 rows read beyond 25,000 M a month', PAGES.d1Price),
  rowsWritten: published(
    1,
    '$/M',
    'D1 rows written beyond 50 M a month; one more for each index',
    PAGES.d1Price,
  ),
  requests: published(0.3, '$/M', 'Worker requests beyond 10 M a month', PAGES.workersPrice),
  cpu: published(0.02, '$/M ms', 'CPU beyond 30 M ms a month', PAGES.workersPrice),
  log: published(0.05, '$/M', 'log lines by Logpush beyond 10 M a month', PAGES.workersPrice),
  object: published(
    0.15,
    '$/M',
    'object requests beyond 1 M a month; 20 messages are one',
    PAGES.objectPrice,
  ),
  duration: published(
    12.5,
    '$/M GB s',
    'an object awake, of 128 MB, beyond 400,000 GB s a month',
    PAGES.objectPrice,
  ),
  objectWritten: published(
    1,
    '$/M',
    'rows written by objects, alarms too, beyond 50 M a month',
    PAGES.objectPrice,
  ),
  r2: published(0.015, '$/GB', 'R2 storage a month', PAGES.workersPrice),
  queue: published(
    0.4,
    '$/M',
    'operations of queues beyond 1 M a month; a message is three',
    PAGES.queuePrice,
  ),
} as const
