import type { SegmentationRun } from '../../../worker/contract/segmentation.ts'
import type { Language } from '../../../worker/contract/text.ts'
import type { Naming } from './naming.ts'

/** What the parts of the page are given. */
export interface Shown {
  run: SegmentationRun
  naming: Naming
  lang: Language
}
