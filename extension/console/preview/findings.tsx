import type { ItemRef } from '../../../worker/contract/item.ts'
import type { PreviewFindings } from '../../../worker/contract/preview.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { previewTexts } from '../../texts/console/preview.ts'
import { inLanguage } from '../language.ts'
import type { Naming } from './naming.ts'

/** What can be said of the rules without a customer: first of the one at hand. */
export function Findings({
  findings: { dead, pairs },
  item: { kind, itemId },
  naming,
  lang,
}: {
  findings: PreviewFindings
  item: ItemRef
  naming: Naming
  lang: Language
}) {
  const t = inLanguage(previewTexts, lang)
  const isOwn = (one: ItemRef) => one.kind === kind && one.itemId === itemId
  const others = dead
    .filter((one) => !isOwn(one))
    .map((one) => (one.kind === 'tip' ? naming.tip(one.itemId) : one.itemId))
  const own = kind === 'check' ? pairs.filter(({ a, b }) => a === itemId || b === itemId) : []
  const clean = dead.length === 0 && own.length === 0
  return (
    <section aria-label={t.findings}>
      <h2>{t.findings}</h2>
      {dead.some(isOwn) && (
        <p>
          <StateMark mark="block" /> {t.dead}
        </p>
      )}
      {own.map(({ a, b, relation, text }) => (
        <p key={`${a} ${b}`}>
          <StateMark mark={relation === 'contradicts' ? 'block' : 'warn'} /> {inLanguage(text, lang)}
        </p>
      ))}
      {others.length > 0 && (
        <p className="small dim">{t.otherDead(others.join(lang === 'zh-CN' ? '、' : ', '))}</p>
      )}
      {clean && <p className="small dim">{t.clean}</p>}
      <p className="small faint">{t.limits}</p>
    </section>
  )
}
