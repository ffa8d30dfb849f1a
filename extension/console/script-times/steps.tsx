import { Select, Table } from 'antd'
import { useState } from 'react'
import type { Script } from '../../../worker/contract/playbook.ts'
import type { ScriptTimes, WordingTimes } from '../../../worker/contract/script-run.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { scriptTimesTexts } from '../../texts/console/script-times.ts'
import { inLanguage } from '../language.ts'
import { percent } from '../results/names.ts'
import { Bars } from './bars.tsx'
import { longestStep, medianChange, mostSkipped, pairsOf, type StepPair, skippedShare } from './figures.ts'

interface StepsProps {
  times: ScriptTimes['scripts'][number]
  /** As it stands in the playbook in force; undefined where it is there no more. */
  script: Script | undefined
  lang: Language
}

/** What a wording is called: by the playbooks that said it. */
function nameOf({ versions }: WordingTimes, lang: Language): string {
  return inLanguage(scriptTimesTexts, lang).wording(versions[0] ?? 0, versions.at(-1) ?? 0)
}

/** What is seen first: the longest step and the one most often skipped. */
function summary(wording: WordingTimes, name: (id: string) => string, lang: Language): string[] {
  const t = inLanguage(scriptTimesTexts, lang)
  const [long, skipped] = [longestStep(wording), mostSkipped(wording)]
  if (!wording.steps.some(({ figures }) => figures)) return [wording.figures ? t.unseen : t.few]
  return [
    long ? t.longest(name(long.stepId), t.seconds(long.value)) : t.unseen,
    skipped ? t.mostSkipped(name(skipped.stepId), percent(skipped.value, 0)) : t.noSkips,
  ]
}

/** One script, step by step: in one wording, or in two side by side. */
export function Steps({ times: { wordings }, script, lang }: StepsProps) {
  const t = inLanguage(scriptTimesTexts, lang)
  const [chosen, choose] = useState<number | null>(wordings.length > 1 ? 1 : null)
  const [now] = wordings
  if (!now) return null
  const other = chosen === null ? null : (wordings[chosen] ?? null)
  const label = (id: string) => script?.steps.find((step) => step.id === id)?.label
  const name = (id: string) => {
    const text = label(id)
    return text ? inLanguage(text, lang) : id
  }
  const pairs = pairsOf(now, other)
  const legend = [now, other].flatMap((one) => (one ? [nameOf(one, lang)] : []))
  const title = script ? inLanguage(script.label, lang) : ''
  const rows = pairs.map(({ stepId, ...pair }) => ({
    id: stepId,
    name: name(stepId),
    times: [pair.now, ...(other ? [pair.other] : [])].map((one) => one?.figures?.time ?? null),
  }))
  return (
    <section className="con-box" aria-label={title}>
      <header className="row wrap">
        <h2>{title}</h2>
        <span className="small faint">{nameOf(now, lang)}</span>
        <span className="space" />
        {wordings.length > 1 && (
          <Select
            aria-label={t.against}
            size="small"
            value={chosen ?? -1}
            popupMatchSelectWidth={false}
            options={[
              { value: -1, label: t.alone },
              ...wordings.slice(1).map((one, at) => ({ value: at + 1, label: nameOf(one, lang) })),
            ]}
            onChange={(next: number) => choose(next < 0 ? null : next)}
          />
        )}
      </header>
      <div className="in">
        {summary(now, name, lang).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <Bars rows={rows} legend={legend} label={t.picture(title)} />
        <StepTable pairs={pairs} name={name} both={other !== null} legend={legend} lang={lang} />
      </div>
    </section>
  )
}

interface StepTableProps {
  pairs: StepPair[]
  name(id: string): string
  both: boolean
  legend: string[]
  lang: Language
}

/** The same in figures, each with how many are behind it. */
function StepTable({ pairs, name, both, legend, lang }: StepTableProps) {
  const t = inLanguage(scriptTimesTexts, lang)
  const seconds = (value: number | undefined) => (value === undefined ? t.none : t.seconds(value))
  const side = (which: 'now' | 'other', title: string) => {
    const cell = (key: string, head: string, say: (told: Told) => string | undefined) => ({
      key: `${which}-${key}`,
      title: head,
      align: 'right' as const,
      render: (_: unknown, pair: StepPair) => {
        const told = pair[which]?.figures
        return told ? (say(told) ?? t.none) : t.none
      },
    })
    return {
      title,
      children: [
        cell('count', t.count, ({ done }) => done.toLocaleString(lang)),
        cell('skipped', t.skipped, (told) => {
          const share = skippedShare(told)
          return share === null ? undefined : percent(share, 0)
        }),
        cell('median', t.median, ({ time }) => seconds(time?.median)),
        cell('p90', t.p90, ({ time }) => seconds(time?.p90)),
      ],
    }
  }
  const changed = (pair: StepPair) => {
    const by = medianChange(pair)
    if (by === null) return t.none
    const said = t.seconds(Math.abs(by))
    return by === 0 ? t.same : by > 0 ? t.slower(said) : t.faster(said)
  }
  return (
    <Table<StepPair>
      size="small"
      rowKey="stepId"
      dataSource={pairs}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t.step, key: 'step', render: (_, { stepId }) => name(stepId) },
        side('now', legend[0] ?? ''),
        ...(both
          ? [
              side('other', legend[1] ?? ''),
              {
                title: t.change,
                key: 'change',
                align: 'right' as const,
                render: (_: unknown, pair: StepPair) => changed(pair),
              },
            ]
          : []),
      ]}
    />
  )
}

type Told = NonNullable<NonNullable<StepPair['now']>['figures']>
