import type { Attribute, Facts } from '../../contract/catalogue.ts'
import type { Lineage, Origin } from '../../contract/lineage.ts'
import { SEGMENT_ATTRIBUTE, type SegmentModel, VULNERABLE } from '../../contract/segmentation.ts'
import { freshFacts, GIVEN } from '../facts/fresh.ts'
import { type KeptRow, keptOf } from '../facts/kept.ts'
import type { SegmentRow } from '../segmentation/sql/live.ts'

/** Attributes that people may see. */
export const shownAmong = (catalogue: readonly Attribute[]): string[] =>
  catalogue
    .filter(({ sensitivity, uses }) => sensitivity !== 'C3' && uses.includes('show'))
    .map(({ name }) => name)

/** What a view has of a customer: facts, the groups of live runs, and what bears on how far either can be trusted. */
export interface Kept extends KeptRow {
  segments: string
}

/**
 * Facts that people may see, which of them are too old to rest on, and where each is from.
 * @param now ISO; of a historical extract its own moment counts
 */
export function shownFacts(
  row: Kept,
  catalogue: readonly Attribute[],
  now: string,
): { facts: Facts; stale: string[]; lineage: Lineage } {
  const shown = new Set(shownAmong(catalogue))
  const kept = keptOf(row, now)
  const facts = Object.fromEntries(Object.entries(kept.facts).filter(([name]) => shown.has(name)))
  const given: Origin = { at: row.factsAsOf, source: row.dataset, rule: GIVEN }
  const ofRuns = modelsOf(row.segments)
  const originOf = (name: string) => {
    const origin = kept.lineage?.[name] ?? given
    const model = ofRuns.get(name)
    return model ? { at: origin.at, source: origin.source, rule: model } : origin
  }
  const lineage = Object.fromEntries(Object.keys(facts).map((name) => [name, originOf(name)]))
  const stale = Object.keys(freshFacts({ ...kept, facts }, catalogue).stale)
  return { facts, stale: stale.filter((name) => name in facts), lineage }
}

/** The model whose run filled an attribute in. */
function modelsOf(segments: string): Map<string, string> {
  const rows = JSON.parse(segments) as SegmentRow[]
  return new Map(
    rows.flatMap(([model, , vulnerable]) => {
      const names = [SEGMENT_ATTRIBUTE[model as SegmentModel], ...(vulnerable === null ? [] : [VULNERABLE])]
      return names.map((name) => [name, model] as const)
    }),
  )
}
