import type { Language } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { memberTexts } from '../../texts/console/members.ts'
import type { Differences } from '../difference.ts'
import { inLanguage } from '../language.ts'

/** Differences in words: what it was, what it is. */
export function DifferenceList({ found, lang }: { found: Differences; lang: Language }) {
  const t = inLanguage(memberTexts, lang)
  const { sameAll } = inLanguage(lifecycleTexts, lang)
  if (!found.changed.length) return <p className="small dim">{sameAll}</p>
  return (
    <dl className="con-difference">
      {found.changed.map(({ label, before, after }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one member may differ in several places
        <div key={at}>
          <dt>{label}</dt>
          <dd>
            {before !== null && <del>{before}</del>}
            {before !== null && after !== null && ' → '}
            {after !== null && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
      {found.same.length > 0 && (
        <div>
          <dt>{t.same}</dt>
          <dd className="dim">{found.same.join(t.list)}</dd>
        </div>
      )}
    </dl>
  )
}
