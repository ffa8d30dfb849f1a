import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { checkRemark } from '../../../worker/decision/check.ts'
import { compilePlaybook } from '../../../worker/decision/compile.ts'
import { buildTextTables } from '../../../worker/decision/text/build-tables.ts'
import { readSpec } from '../../decision/spec.ts'
import type { Figure } from '../figures.ts'

/** A remark and the checks that must find something in it; `kind` says what makes it hard. */
interface Sentence {
  id: string
  text: string
  expect: string[]
  kind: string
  /**
   * `first`: by somebody who had not seen how they are searched; the rules were bettered by them since. `second`: by who
   * wrote the rules, when they were final; they have not been changed for them.
   */
  set: 'first' | 'second'
}

/** What was expected and not found, or found and not expected. */
interface Miss {
  id: string
  kind: string
  text: string
  missed: string
  'false alarm': string
}

/**
 * Runs the shipped remark checks over sentences, prints every miss by kind, and returns recall and false alarms of each
 * set.
 */
export async function benchSentences(): Promise<Figure[]> {
  const { cases } = readSpec<{ cases: Sentence[] }>('sentences')
  const misses = judged(cases)
  console.table(misses.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)))
  return [...Map.groupBy(cases, ({ set }) => set)].flatMap(([set, ofSet]) => figures(set, ofSet, misses))
}

function figures(set: string, cases: readonly Sentence[], all: readonly Miss[]): Figure[] {
  const misses = all.filter((miss) => cases.some(({ id }) => id === miss.id))
  const expected = cases.reduce((sum, one) => sum + one.expect.length, 0)
  const missed = misses.reduce((sum, one) => sum + count(one.missed), 0)
  const innocent = cases.filter((one) => one.expect.length === 0)
  const alarms = misses.filter((miss) => innocent.some(({ id }) => id === miss.id))
  return [
    { name: `sentences, ${set} set, recall`, value: percent(expected - missed, expected), unit: '%' },
    {
      name: `sentences, ${set} set, innocent ones with a false alarm`,
      value: percent(alarms.length, innocent.length),
      unit: '%',
    },
  ]
}

function judged(cases: readonly Sentence[]): Miss[] {
  const playbook = assemblePlaybook()
  const compiled = compilePlaybook(playbook, buildTextTables(playbook))
  return cases.flatMap(({ id, text, expect, kind }) => {
    const found = checkRemark(compiled, text).flatMap((one) => (one.verdict === 'pass' ? [] : one.id))
    const missed = expect.filter((check) => !found.includes(check)).join(' ')
    const alarm = found.filter((check) => !expect.includes(check)).join(' ')
    return missed || alarm ? [{ id, kind, text, missed, 'false alarm': alarm }] : []
  })
}

const count = (list: string) => list.split(' ').filter(Boolean).length
const percent = (part: number, whole: number) => (whole === 0 ? 100 : (part / whole) * 100)
