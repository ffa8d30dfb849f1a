import { GENERATOR, type Lineage } from '../../../contract/lineage.ts'
import type { ClusterChoice } from '../../../contract/segmentation.ts'
import type { Candidate } from '../../../segmentation/features.ts'
import type { Clusters } from '../../../segmentation/labels.ts'
import type { Trained } from '../../../segmentation/train.ts'
import type { CustomerRow } from '../sql/customers.ts'

/** Sums over the customers of one cluster, by feature: of the plain values and of those in scale. */
export interface Sums {
  customers: number
  plain: number[]
  scaled: number[]
}

/** What a run of clusters knows between its steps. */
export interface ClusterWork {
  candidates: Candidate[]
  /** Of the sample, by candidate: whose value the generator made up. */
  made: Record<string, number>
  tried: Trained[]
  choice: ClusterChoice | null
  clusters: Clusters | null
  /** By label. */
  sums: Record<string, Sums>
  /** By missing fact; '' are those who refused. */
  leftOut: Record<string, number>
}

export const NO_WORK: ClusterWork = {
  ...{ candidates: [], made: {}, tried: [], choice: null, clusters: null, sums: {}, leftOut: {} },
}

export const workOf = ({ work }: { work: string }): ClusterWork =>
  work ? (JSON.parse(work) as ClusterWork) : NO_WORK

/** Facts of a customer that the generator made up. */
export function madeUpOf({ lineage }: CustomerRow): ReadonlySet<string> {
  const all = Object.entries(JSON.parse(lineage ?? '{}') as Lineage)
  return new Set(all.flatMap(([name, { source }]) => (source === GENERATOR ? [name] : [])))
}

const CONSENT = 'personalisation_consent'

/** Facts to ask for beside those that clusters are made of. */
export const askedBeside = (made: readonly { name: string }[]): string[] => [
  CONSENT,
  ...made.map(({ name }) => name),
]

/**
 * Who does not want to be treated by what is known of them is in no cluster, and none is learned from them: a refusal that is
 * too old, or may be another's since a split, holds until they say otherwise.
 */
export const refused = ({ objected, lastKnown }: Pick<CustomerRow, 'objected' | 'lastKnown'>): boolean =>
  objected === 1 || lastKnown[CONSENT] === false
