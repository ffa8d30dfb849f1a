import { runCommand, wholeNumber } from '../../db/command.ts'
import { Trouble } from '../../db/trouble.ts'
import { startIdentity } from '../stand/identity.ts'
import { Progress } from '../stand/report.ts'
import { signInByHttp } from '../stand/sign-in.ts'
import { type Figure, publishFigures } from './figures.ts'
import { type BenchEvent, makeEvents, piecesOf } from './ingest/events.ts'
import { contentOf, killBatches, sendThroughKills } from './ingest/kills.ts'
import { prepare, sendBatch, withWorkers } from './ingest/sender.ts'
import { Served } from './ingest/served.ts'
import { importPlainly } from './ingest/sqlite.ts'

const HELP = `npm run bench:ingest -- [options]

  --events N        sent through the public API, and stored plainly beside it (1000000)
  --kills N         how often the Worker is killed while a fifth of them is sent (20); 0 leaves that out
  --seed N          of the events and the moments (1)
  --json FILE       writes the figures there too`

const OPTIONS = {
  events: { type: 'string', default: '1000000' },
  kills: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  json: { type: 'string' },
} as const

const AUDIENCE = 'https://fineline.local/edge'
/** Rows of a batch as a bank may send it, and of a plain insert: what one bound value holds. */
const BATCH = 50_000
const PLAIN_BATCH = 7_000
/** Requests under way at once, here and there. */
const AT_ONCE = 2

await runCommand(HELP, OPTIONS, async ({ json, ...given }) => {
  const count = wholeNumber(given.events, '--events', [1000, 10_000_000])
  const kills = wholeNumber(given.kills, '--kills', [0, 1000])
  const seed = wholeNumber(given.seed, '--seed', [0, 2 ** 31])
  const extensionId = 'abcdefghijklmnopabcdefghijklmnop'
  const identity = await startIdentity({
    port: 0,
    extensionIds: [extensionId],
    audience: AUDIENCE,
    autoSignIn: true,
  })
  const edge: Edge = {
    bindings: {
      ...{ OIDC_ISSUER: identity.issuer, OIDC_AUDIENCE: AUDIENCE, ALLOWED_ORIGINS: '' },
      // The importer sends as fast as it can.
      RATE_LIMITS: 'off',
    },
    token: () => signInByHttp(identity, { agent: 'admin-01' }),
  }
  try {
    const figures = [
      ...(await measure(edge, count, seed)),
      ...(kills ? await killed(edge, count / 5, kills, seed) : []),
    ]
    await publishFigures(figures, json)
  } finally {
    await identity.close()
  }
})

interface Edge {
  bindings: Record<string, string>
  token(): Promise<string>
}

async function measure(edge: Edge, count: number, seed: number): Promise<Figure[]> {
  const progress = new Progress()
  const events = await progress.step(`${count} made-up events`, async () => makeEvents(count, seed))
  const rate = (ms: number) => (count / ms) * 1000
  const before = await progress.step('Plain insert', () => storePlainly(edge, events))
  const { taken, folded } = await progress.step('Public API', () => sendAll(edge, events))
  const after = await progress.step('Plain insert again', () => storePlainly(edge, events))
  const sqlite = await progress.step('SQLite itself', async () => importPlainly(events))
  const plain = rate((before + after) / 2)
  const api = { name: `${count} events through the public API`, value: rate(taken), unit: 'rows/s' }
  return [
    { ...api, baseline: plain, ratio: rate(taken) / plain },
    { name: 'the same by a plain insert in a Worker', value: plain, unit: 'rows/s' },
    { name: 'the same by SQLite alone, one transaction', value: rate(sqlite), unit: 'rows/s' },
    {
      ...api,
      name: 'public API beside SQLite alone',
      baseline: rate(sqlite),
      ratio: rate(taken) / rate(sqlite),
    },
    { name: 'folding the facts of their customers afterwards', value: folded, unit: 'ms' },
  ]
}

async function storePlainly({ bindings }: Edge, events: readonly BenchEvent[]): Promise<number> {
  const bodies = piecesOf(events, PLAIN_BATCH).map((some) =>
    JSON.stringify(
      some.map(({ id, customerKey, at, channel, kind, amount, detail }) => [
        id,
        customerKey,
        at,
        channel,
        kind,
        amount,
        detail,
      ]),
    ),
  )
  const served = await Served.open(bindings)
  try {
    return await timed(() =>
      withWorkers(bodies, AT_ONCE, async (body) => {
        const answer = await fetch(`${served.url}/bench/plain`, { method: 'POST', body })
        if (!answer.ok) throw new Error(await answer.text())
      }),
    )
  } finally {
    await served.close()
  }
}

async function sendAll({ bindings, token }: Edge, events: readonly BenchEvent[]) {
  const batches = piecesOf(events, BATCH).map((some, i) => prepare('events', `batch-${i}`, some))
  const served = await Served.open(bindings)
  try {
    const bearer = await token()
    const taken = await timed(() =>
      withWorkers(batches, AT_ONCE, (batch) => sendBatch(served.url, bearer, batch)),
    )
    const start = performance.now()
    const { events: stored } = await contentOf(served)
    if (stored.count !== events.length)
      throw new Trouble(`${stored.count} of ${events.length} events are there`)
    return { taken, folded: performance.now() - start }
  } finally {
    await served.close()
  }
}

async function killed(
  { bindings, token }: Edge,
  count: number,
  kills: number,
  seed: number,
): Promise<Figure[]> {
  const progress = new Progress()
  const { batches, events } = killBatches(Math.floor(count), seed)
  const [quiet, hit] = [await Served.open(bindings), await Served.open(bindings)]
  try {
    const bearer = await token()
    await progress.step('Undisturbed', () =>
      withWorkers(batches, AT_ONCE, (batch) => sendBatch(quiet.url, bearer, batch)),
    )
    const expected = await contentOf(quiet)
    const tally = await progress.step(`Killed ${kills} times`, () =>
      sendThroughKills(hit, token, batches, kills, seed),
    )
    const found = await contentOf(hit)
    if (expected.events.count !== events.length || JSON.stringify(found) !== JSON.stringify(expected)) {
      throw new Trouble(`lost or doubled: ${JSON.stringify({ sent: events.length, expected, found })}`)
    }
    return [
      {
        name: `kills while ${events.length} events and their customers were sent`,
        value: kills,
        unit: 'kills',
      },
      {
        name: `batches sent again, of ${batches.length}`,
        value: tally.sent - batches.length,
        unit: 'batches',
      },
      { name: 'of those, cut off by a kill', value: tally.cut, unit: 'batches' },
      { name: 'rows lost or doubled', value: found.events.count - events.length, unit: 'rows' },
    ]
  } finally {
    await quiet.close()
    await hit.close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
