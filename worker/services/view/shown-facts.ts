import type { Attribute, Facts } from '../../contract/catalogue.ts'
import type { Lineage, Origin } from '../../contract/lineage.ts'
import { SEGMENT_ATTRIBUTE, type SegmentModel, VULNERABLE } from '../../contract/segmentation.ts'
import { freshFacts, type KeptFacts } from '../facts/fresh.ts'
import { withSegments } from '../segmentation/in-facts.ts'
import type { SegmentRow } from '../segmentation/sql/live.ts'

/** Attributes that people may see. */
export const shownAmong = (catalogue: readonly Attribute[]): string[] =>
  catalogue
    .filter(({ sensitivity, uses }) => sensitivity !== 'C3' && uses.includes('show'))
    .map(({ name }) => name)

/** Attributes that runs alone fill in; history of an extract's says nothing of them. */
export const OF_RUNS: readonly string[] = [...Object.values(SEGMENT_ATTRIBUTE), VULNERABLE]

export interface Kept extends Omit<KeptFacts, 'facts'> {
  /** JSON of contract Facts. */
  facts: string
  /** JSON list of SegmentRow. */
  segments: string
  /** Facts without a lineage of their own are from here. */
  dataset: string
  /** Live runs. */
  runs: readonly { model: SegmentModel; startedAt: string }[]
}

/** Facts that people may see, which of them are too old to rest on, and where each is from. */
export function shownFacts(
  kept: Kept,
  catalogue: readonly Attribute[],
): { facts: Facts; stale: string[]; lineage: Lineage } {
  const shown = new Set(shownAmong(catalogue))
  const all = withSegments(JSON.parse(kept.facts) as Facts, kept.segments)
  const facts = Object.fromEntries(Object.entries(all).filter(([name]) => shown.has(name)))
  const given: Origin = { at: kept.factsAsOf, source: kept.dataset, rule: 'given' }
  const ofRuns = originsOfRuns(kept)
  const originOf = (name: string) => ofRuns.get(name) ?? kept.lineage?.[name] ?? given
  const lineage = Object.fromEntries(Object.keys(facts).map((name) => [name, originOf(name)]))
  return { facts, stale: Object.keys(freshFacts({ ...kept, facts }, catalogue).stale), lineage }
}

function originsOfRuns({ segments, runs }: Kept): Map<string, Origin> {
  const startedAt = new Map<string, string>(runs.map((run) => [run.model, run.startedAt]))
  const rows = JSON.parse(segments) as SegmentRow[]
  return new Map(
    rows.flatMap(([model, , vulnerable]) => {
      const origin = { at: startedAt.get(model) ?? '', source: 'segmentation', rule: model }
      const names = [SEGMENT_ATTRIBUTE[model as SegmentModel], ...(vulnerable === null ? [] : [VULNERABLE])]
      return names.map((name) => [name, origin] as const)
    }),
  )
}
