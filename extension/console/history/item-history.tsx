import { Button } from 'antd'
import { useCallback } from 'react'
import type { ChangeHistory, ChangeStep } from '../../../worker/contract/change.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { historyTexts } from '../../texts/console/history.ts'
import { getChange } from '../api.ts'
import type { ItemProps } from '../content/item-page.tsx'
import { PAGE_OF } from '../content/kinds.ts'
import { inLanguage } from '../language.ts'
import { addressOf } from '../shell/route.ts'
import { Refusal } from '../shell/state.tsx'
import { momentIn } from '../shell/when.ts'
import { useLoad } from '../use-load.ts'

/** Edits in a row by one person are one line. */
function grouped(steps: readonly ChangeStep[]): { step: ChangeStep; count: number }[] {
  const all: { step: ChangeStep; count: number }[] = []
  for (const step of steps) {
    const last = all.at(-1)
    const again = step.action === 'edit' && last?.step.action === 'edit' && last.step.by === step.by
    if (again) all.pop()
    all.push({ step, count: again ? last.count + 1 : 1 })
  }
  return all
}

function Steps({ change, lang, zone }: { change: ChangeHistory; lang: Language; zone: string }) {
  const t = inLanguage(historyTexts, lang)
  return (
    <ol className="con-history">
      {grouped(change.steps).map(({ step, count }) => (
        <li key={step.revision}>
          <span className="small faint">{momentIn(step.at, zone, lang)}</span>
          <span>
            {step.by ?? t.edge} {count > 1 ? t.edits(count) : t.actions[step.action]}
            {step.action === 'approve' && change.playbookVersion
              ? ` · ${t.into(change.playbookVersion)}`
              : ''}
            {step.comment && <q>{step.comment}</q>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Everything that was ever done to one item, newest change first. */
export function ItemHistory({ row, changes, playbook, lang }: ItemProps) {
  const t = inLanguage(historyTexts, lang)
  const { kind, itemId } = row
  const ids = changes.filter((one) => one.kind === kind && one.itemId === itemId).map(({ id }) => id)
  const asked = ids.join()
  const load = useCallback(() => Promise.all(asked.split(',').filter(Boolean).map(getChange)), [asked])
  const { data, refusal, busy, reload } = useLoad(load)
  return (
    <div className="con-item-page">
      <header className="con-head">
        <h1>{t.item}</h1>
        <span className="space" />
        <Button href={addressOf(PAGE_OF[kind], itemId)}>{t.back}</Button>
      </header>
      {refusal && !data && <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />}
      {data?.length === 0 && <p className="dim">{t.noItem}</p>}
      {data?.map((change) => (
        <section
          key={change.id}
          className="con-box"
          aria-label={momentIn(change.createdAt, playbook.playbook.timeZone, lang)}
        >
          <div className="in">
            <Steps {...{ change, lang }} zone={playbook.playbook.timeZone} />
          </div>
        </section>
      ))}
    </div>
  )
}
