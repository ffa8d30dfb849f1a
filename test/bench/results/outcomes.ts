import type { D1Database } from '@cloudflare/workers-types'
import type { Playbook } from '../../../worker/contract/playbook.ts'

const TOGETHER = 100_000

/** So many outcomes of 300 agents in 12 teams with 40,000 customers, evenly over 28 days. */
export async function fillOutcomes(
  d1: D1Database,
  { tips, segments, dismissReasons }: Playbook,
  count: number,
  from: string,
): Promise<void> {
  const names = JSON.stringify({
    tips: tips.map(({ id }) => id),
    segments: segments.map(({ id }) => id),
    reasons: dismissReasons.map(({ id }) => id),
    kinds: [
      'prompted',
      'shown',
      'shown',
      'accepted',
      'deferred',
      'dismissed',
      'offered',
      'offered',
      'withheld',
    ],
  })
  for (let start = 0; start < count; start += TOGETHER) {
    const end = Math.min(count, start + TOGETHER)
    await d1.prepare(INSERT).bind(names, start, end, from, count).run()
  }
}

const pick = (list: string, by: string) =>
  `(?1 ->> ('$.${list}[' || (${by} % json_array_length(?1, '$.${list}')) || ']'))`

const INSERT = `
  with recursive n(i) as (select cast(?2 as integer) union all select i + 1 from n where i + 1 < ?3),
  one as (select i, (i * 2654435761) % 4294967296 as r,
    strftime('%Y-%m-%dT%H:%M:%fZ', ?4, '+' || (i * 2419200 / cast(?5 as integer)) || ' seconds') as at from n)
  insert into outcome (id, customer_key, playbook_version, subject, subject_id, kind, reason_id, at, agent,
    received_at, team, segment_id)
  select 'outcome-' || i, printf('%064x', r % 40000), 1, 'tip', ${pick('tips', 'r / 7')}, ${pick('kinds', 'r / 3')},
    case when ${pick('kinds', 'r / 3')} = 'dismissed' then ${pick('reasons', 'r / 11')} end, at,
    'agent-' || (r % 300), at, 'team-' || (r % 12), ${pick('segments', 'r % 40000')}
  from one`
