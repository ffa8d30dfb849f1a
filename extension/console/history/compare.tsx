import { useCallback, useMemo } from 'react'
import type { Language } from '../../../worker/contract/text.ts'
import { historyTexts } from '../../texts/console/history.ts'
import { getVersion } from '../api.ts'
import { inLanguage } from '../language.ts'
import { DifferenceList } from '../lifecycle/difference-list.tsx'
import { refusalWords } from '../lifecycle/use-acting.ts'
import { useLoad } from '../use-load.ts'
import { versionDifferences } from './versions.ts'

/** How two versions of the playbook differ, item by item, in words. */
export function Compare({ from, to, lang }: { from: number; to: number; lang: Language }) {
  const t = inLanguage(historyTexts, lang)
  const load = useCallback(() => Promise.all([getVersion(from), getVersion(to)]), [from, to])
  const { data, refusal } = useLoad(load)
  const found = useMemo(
    () => data && versionDifferences(data[0].playbook, data[1].playbook, lang),
    [data, lang],
  )
  if (!found && refusal) return <p className="notice">{refusalWords(refusal, lang)}</p>
  if (!found) return <p className="dim">{t.loading}</p>
  if (!found.length) return <p className="dim">{t.sameVersions}</p>
  return found.map(({ name, found }) => (
    <section key={name} aria-label={name}>
      <h3>{name}</h3>
      <DifferenceList found={found} lang={lang} />
    </section>
  ))
}
