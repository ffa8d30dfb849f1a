import type { FeedDataset } from '../../contract/feed.ts'

const read = (summary: string | null): Record<string, unknown> => JSON.parse(summary ?? '{}')

/** The importer and a full refresh note how many rows they counted. */
export function countedOf(summary: string | null): FeedDataset['counted'] {
  const { customers, events, identifiers } = read(summary)
  if (typeof customers !== 'number' || typeof events !== 'number') return null
  return { customers, events, identifiers: typeof identifiers === 'number' ? identifiers : null }
}

/** The importer notes of each file how many rows it refused. */
export function refusedInOf(summary: string | null): FeedDataset['refusedIn'] {
  const { files } = read(summary) as { files?: FeedDataset['refusedIn'] }
  return (files ?? [])
    .filter(({ refused }) => refused > 0)
    .map(({ file, rowsIn, refused }) => ({ file, rowsIn, refused }))
    .toSorted((a, b) => b.refused - a.refused)
}

/** Attributes that a load before had, as they were noted when this one went live. */
export const hadOf = (summary: string | null): string[] => (read(summary) as { had?: string[] }).had ?? []
