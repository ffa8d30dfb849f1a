import { percentile } from '../bench/figures.ts'
import type { Lateness } from './lateness.ts'
import type { FuzzReport, Share } from './report.ts'

/** Withdrawal in sibling frames and panel. Milliseconds. */
const LATE = 50

const outOf = ({ stays, good }: Share): string => `${good} of ${stays}`

function times(late: readonly number[]): string {
  if (!late.length) return 'none'
  const ms = (part: number) => `${Math.round(percentile(late, part))} ms`
  const over = late.filter((one) => one > LATE).length
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)}, max ${ms(1)}; over ${LATE} ms: ${over} of ${late.length}`
}

/** The report as lines of a table. */
export function tableOf(report: FuzzReport): [string, string | number][] {
  const { siblings, panel, blocked, overrides, proper } = report
  return [
    ['switches', report.switches],
    ['animation frames looked at', report.frames],
    ['frames with another customer’s badge', report.wrongFrames],
    ['stays over 300 ms with their badge', outOf(report.answered)],
    ['… in which the service worker was stopped', outOf(report.restarted)],
    ['stays over 2 s with a failing edge: badge or “not checked”', outOf(report.failing)],
    ['failures injected', report.faults],
    ['stops of the service worker', report.stops],
    ['named in a sibling frame after leaving', times(siblings.awake)],
    ['… around a stop', times(siblings.starting)],
    ['named in the panel after leaving', times(panel.awake)],
    ['… around a stop', times(panel.starting)],
    ['orders to be blocked, let through', `${blocked.letThrough} of ${blocked.tried}`],
    ['orders with a reason, lost', `${overrides.lost} of ${overrides.tried}`],
    ['orders in order, lost', `${proper.lost} of ${proper.tried}`],
    ['orders sent or booked twice', report.doubled],
  ]
}

/** What is wrong whatever the machine was busy with, in sentences. */
export function faultsOf(report: FuzzReport): string[] {
  const { answered, failing, blocked, overrides, proper } = report
  const wrong: [boolean, string][] = [
    [report.wrongFrames > 0, `${report.wrongFrames} frames showed another customer’s badge`],
    // A busy machine takes time from a stay; it does not take a tenth of all badges.
    [answered.good < answered.stays * 0.9, `only ${outOf(answered)} stays over 300 ms had their badge`],
    [failing.good < failing.stays, `${failing.stays - failing.good} stays with a failing edge said nothing`],
    [blocked.letThrough > 0, `${blocked.letThrough} orders that must be blocked went through`],
    [overrides.lost > 0, `${overrides.lost} orders with a reason did not arrive`],
    [proper.lost > 0, `${proper.lost} orders in order did not arrive`],
    [report.doubled > 0, `${report.doubled} orders were sent twice`],
  ]
  return [...wrong.filter(([is]) => is).map(([, sentence]) => sentence), ...report.missing]
}

/** What is late, in sentences; one in a hundred may be the machine's own doing. */
export function delaysOf({ answered, siblings, panel }: FuzzReport): string[] {
  const few = answered.good < answered.stays * 0.99
  const late = (what: string, { awake }: Lateness) =>
    awake.length && percentile(awake, 0.99) > LATE
      ? [`${what} named who had left for more than ${LATE} ms in over 1 % of cases`]
      : []
  return [
    ...(few ? [`only ${outOf(answered)} stays over 300 ms had their badge`] : []),
    ...late('sibling frames', siblings),
    ...late('the side panel', panel),
  ]
}
