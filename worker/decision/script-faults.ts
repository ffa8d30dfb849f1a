import type { Playbook, Script } from '../contract/playbook.ts'
import { productCode } from './products.ts'

/** What scripts and articles name and the playbook has not, in words for the person who writes them. */
export function scriptFaults(playbook: Playbook): string[] {
  const has = {
    segments: new Set(playbook.segments.map(({ id }) => id)),
    steps: new Set(playbook.contactSteps.map(({ id }) => id)),
    checks: new Set(playbook.checks.map(({ id }) => id)),
    products: new Set(playbook.products.map(({ code }) => productCode(code))),
  }
  return [
    ...playbook.scripts.flatMap((script) => ofScript(script, has)),
    ...playbook.knowledge.flatMap(({ id, products = [] }) =>
      products
        .filter((code) => !has.products.has(productCode(code)))
        .map((code) => `knowledge ${id} is about the product ${code}, which is not in the product table`),
    ),
  ]
}

type Known = Record<'segments' | 'steps' | 'checks', ReadonlySet<string>>

/** A step that nobody has would never turn a check, and a disclosure that may be skipped is none. */
function ofScript({ id, steps }: Script, has: Known): string[] {
  return steps.flatMap(({ id: step, required, confirms = [], discloses = [], variants }) => {
    const called = `script ${id}, step ${step}`
    const strange = (all: readonly string[], known: ReadonlySet<string>) =>
      all.filter((one) => !known.has(one))
    const segments = variants.flatMap((one) => one.segments)
    return [
      ...strange(segments, has.segments).map(
        (one) => `script ${id} has words for the segment ${one}, which is not in the playbook`,
      ),
      ...strange(confirms, has.steps).map(
        (one) => `${called} confirms the step ${one}, which is not declared`,
      ),
      ...strange(discloses, has.checks).map(
        (one) => `${called} discloses for the check ${one}, which is not in the playbook`,
      ),
      ...(discloses.length > 0 && !required
        ? [`${called} discloses and may be skipped; it must be required`]
        : []),
    ]
  })
}
