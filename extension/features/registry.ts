import { complianceCheck } from './compliance-check/feature.ts'
import { customerBadge } from './customer-badge/feature.ts'
import type { Feature } from './feature.ts'
import { listBadges } from './list-badges/feature.ts'
import { nextBestAction } from './next-best-action/feature.ts'
import { urgentNotice } from './urgent-notice/feature.ts'

/** What an agent sees on the page, in the order of mounting: the guard first, so that it is there before anything shows. */
export const features: readonly Feature[] = [
  complianceCheck,
  customerBadge,
  listBadges,
  nextBestAction,
  urgentNotice,
]
