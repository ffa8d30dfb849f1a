import type { Facts } from '../../../contract/catalogue.ts'
import { pointOf } from '../../../segmentation/features.ts'
import type { Clusters } from '../../../segmentation/labels.ts'
import { nearest } from '../../../segmentation/train.ts'
import { type CustomerRow, nextCustomers } from '../sql/customers.ts'
import { knownSplit, type Member, putMembers } from '../sql/members.ts'
import { askedBeside, type ClusterWork, madeUpOf, refused, workOf } from './cluster-work.ts'
import { judging, STRETCH, type Work } from './step.ts'

/** Puts each of the next customers into the cluster whose centre is nearest, and adds them up. */
export const assign: Work = async (context) => {
  const { databases, row } = context
  const { loads, cursor } = row
  const work = workOf(row)
  const { features } = work.clusters as Clusters
  const asked = { loads, after: cursor, most: STRETCH }
  const { rows: customers, more } = await nextCustomers(
    databases,
    asked,
    judging(context, askedBeside(features)),
  )
  const members = customers.map((one) => placed(work, one))
  await putMembers(databases, row.id, members)
  return {
    row: {
      ...row,
      done: row.done + customers.length,
      cursor: customers.at(-1)?.key ?? cursor,
      work: JSON.stringify(work),
      ...(!more && { phase: 'finish' as const }),
    },
  }
}

/** A customer's place, counted in `work`. */
function placed(work: ClusterWork, customer: CustomerRow): Member {
  const clusters = work.clusters as Clusters
  const { key, facts, splitAt } = customer
  const point = refused(customer) ? '' : pointOf(clusters.features, facts, customer.currency)
  if (typeof point === 'string') {
    work.leftOut[point] = (work.leftOut[point] ?? 0) + 1
    return { key, value: '', basis: '{}' }
  }
  const value = clusters.labels[nearest(clusters.centres, point)] ?? ''
  addUp(work, value, point, facts)
  const made = madeUpOf(customer)
  const rests = clusters.features.some(({ name }) => made.has(name))
  return { key, value, basis: JSON.stringify({ ...(rests && { made: 1 }), ...knownSplit(splitAt) }) }
}

function addUp(work: ClusterWork, label: string, point: readonly number[], facts: Facts): void {
  const none = () => point.map(() => 0)
  work.sums[label] ??= { customers: 0, plain: none(), scaled: none() }
  const sums = work.sums[label]
  sums.customers += 1
  for (const [at, { name }] of (work.clusters as Clusters).features.entries()) {
    sums.plain[at] = (sums.plain[at] ?? 0) + Number(facts[name])
    sums.scaled[at] = (sums.scaled[at] ?? 0) + (point[at] ?? 0)
  }
}
