import type { RunResult } from '../../../worker/contract/segmentation.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'

/** What agents would see of a run; nobody changes a group where no run is live. */
export function effectText({ effect, drift }: RunResult, lang: PageProps['lang']): string {
  const t = inLanguage(segmentationTexts, lang)
  if (!effect) return ''
  const [customers, headline, tips] = [effect.customers, effect.headline, effect.tips].map((value) =>
    value.toLocaleString(lang),
  ) as [string, string, string]
  return (drift ? t.effect : t.firstEffect)(customers, headline, tips, effect.version)
}
