import { useMemo } from 'react'
import type { ItemRef } from '../../../worker/contract/item.ts'
import type { PreviewSample } from '../../../worker/contract/preview.ts'
import type { Language } from '../../../worker/contract/text.ts'
import type { CompiledPlaybook } from '../../../worker/decision/compile.ts'
import { explain } from '../../../worker/decision/explain.ts'
import { previewTexts } from '../../texts/console/preview.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import { formatFact } from './fact.ts'
import type { Naming } from './naming.ts'

/** The question that a sample was the answer to, as far as it can be asked again here. */
function inputOf({ decision, contact }: PreviewSample) {
  const { customerKey, playbookVersion, facts, factsAsOf, asOf, historical, currency } = decision
  return {
    ...{ customerKey, facts, factsAsOf, asOf, historical, currency, contact },
    version: playbookVersion,
    publishedAt: asOf,
    askedAt: contact.startedAt,
    outcomes: [],
    agent: { subject: '', roles: ['agent' as const], teams: [] },
  }
}

/** One customer by key: segment, place, and on demand the facts that the item rests on. */
export function Why({
  sample,
  item,
  compiled,
  naming,
  lang,
}: {
  sample: PreviewSample
  item: ItemRef
  compiled: CompiledPlaybook
  naming: Naming
  lang: Language
}) {
  const t = inLanguage(previewTexts, lang)
  const { decision, customerKey } = sample
  const place = decision.tips.findIndex(({ id }) => id === item.itemId) + 1
  const explained = useMemo(() => explain(compiled, inputOf(sample)), [compiled, sample])
  const tip = decision.tips.find(({ id }) => id === item.itemId)
  const segment = decision.segments.find(({ id }) => id === item.itemId)
  const check = decision.checks.find(({ id }) => id === item.itemId)
  const basis = (tip ?? segment ?? check)?.basis ?? []
  const score = explained.tips.find(({ id }) => id === item.itemId)?.score
  const levers = textsIn(lang).tips.levers
  return (
    <details className="con-why">
      <summary>
        <code>{`${customerKey.slice(0, 4)}…${customerKey.slice(-4)}`}</code>{' '}
        {decision.segments[0] ? naming.segment(decision.segments[0].id) : t.noSegment}
        {place > 0 && `，${t.place(place)}`}
      </summary>
      <dl>
        {basis.map((name) => (
          <div key={name} className="row">
            <dt className="dim">{naming.fact(`customer.${name}`)}</dt>
            <dd>{formatFact(decision.facts[name], lang)}</dd>
          </div>
        ))}
        {tip && score && (
          <div className="row">
            <dt className="dim">
              {levers.propensity} × {levers.context} × {levers.value} × {levers.lever}
            </dt>
            <dd className="num">
              {[score.propensity, score.context, score.value, score.lever]
                .map((one) => one.toFixed(2))
                .join(' × ')}{' '}
              = {score.score.toFixed(3)}
            </dd>
          </div>
        )}
      </dl>
      {tip && <p className="small faint">{t.caps}</p>}
    </details>
  )
}
