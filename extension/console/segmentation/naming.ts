import type { Attribute } from '../../../worker/contract/catalogue.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import {
  SEGMENT_ATTRIBUTE,
  type SegmentationRun,
  type SegmentModel,
} from '../../../worker/contract/segmentation.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'

/** What groups and facts are called in the playbook in force; by their code where it has no word. */
export interface Naming {
  group(value: string): string
  fact(name: string): string
  attribute(name: string): Attribute | undefined
}

export function namingFor({ catalogue }: Playbook, model: SegmentModel, lang: Language): Naming {
  const attribute = (name: string) => catalogue.find((one) => one.name === name)
  const values = attribute(SEGMENT_ATTRIBUTE[model])?.values ?? {}
  return {
    attribute,
    group: (value) => {
      if (value === '') return inLanguage(segmentationTexts, lang).nowhere
      const word = values[value]
      return word ? inLanguage(word, lang) : value
    },
    fact: (name) => {
      const known = attribute(name)
      return known ? inLanguage(known.label, lang) : name
    },
  }
}

/** The runs of a model, newest first, and those that are on their way or in force. */
export function runsOf(runs: readonly SegmentationRun[], model: SegmentModel) {
  const own = runs.filter((run) => run.model === model)
  const in_ = (state: SegmentationRun['state']) => own.find((run) => run.state === state)
  return { own, computing: in_('computing'), waiting: in_('preview'), live: in_('live') }
}

export const share = (part: number, all: number): string =>
  `${all > 0 ? ((part / all) * 100).toFixed(1) : '0.0'}%`

export const total = (sizes: readonly { customers: number }[]): number =>
  sizes.reduce((sum, { customers }) => sum + customers, 0)
