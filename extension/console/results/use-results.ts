import { useCallback } from 'react'
import { Results } from '../../../worker/contract/results.ts'
import { callEdge } from '../edge.ts'
import { type Loaded, useLoad } from '../use-load.ts'
import { daysBefore } from './figures.ts'
import type { Asked } from './filters.tsx'

/** Results with what they were asked with. */
interface Answered {
  asked: Asked
  results: Results
}

async function ask({ from, until, team, segment }: Asked): Promise<Answered> {
  const query = new URLSearchParams({
    ...{ from, until },
    ...(team !== undefined && { team }),
    ...(segment !== undefined && { segment }),
  })
  const results = await callEdge(Results, { method: 'GET', path: `/v1/results?${query}` })
  return { asked: { from, until, team, segment }, results }
}

export interface BothResults extends Omit<Loaded<Answered>, 'data'> {
  now: Results | null
  /** The same length of time before; null until it comes, after `now`. */
  before: Results | null
  /** `before` is being counted. */
  waiting: boolean
  /** `before` could not be had. */
  lacking: boolean
}

/** What is asked for, then the same length of time before it: the edge counts one thing at a time. */
export function useResults({ from, until, team, segment }: Asked): BothResults {
  const { data, ...rest } = useLoad(
    useCallback(() => ask({ from, until, team, segment }), [from, until, team, segment]),
  )
  const earlier = useLoad(
    useCallback(
      async () => data && { of: data, ...(await ask({ ...data.asked, ...daysBefore(data.asked) })) },
      [data],
    ),
  )
  const before = earlier.data?.of === data ? (earlier.data?.results ?? null) : null
  const failed = earlier.refusal !== null && !earlier.busy
  return {
    ...rest,
    now: data?.results ?? null,
    before,
    waiting: data !== null && before === null && !failed,
    lacking: before === null && failed,
  }
}
