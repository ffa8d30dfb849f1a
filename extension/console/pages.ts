import { auditPage } from './audit/page.tsx'
import { contentPages } from './content/pages.ts'
import { feedPage } from './feed/page.tsx'
import { fleetPage } from './fleet/page.tsx'
import { historyPage } from './history/page.tsx'
import type { Page } from './page.ts'
import { pushPage } from './push/page.tsx'
import { qualityPage } from './quality/page.tsx'
import { readingsPage } from './readings/page.tsx'
import { recordsPage } from './records/page.tsx'
import { resultsPage } from './results/page.tsx'
import { scriptTimesPage } from './script-times/page.tsx'
import { segmentationPage } from './segmentation/page.tsx'
import { whatIfPage } from './what-if/page.tsx'

const [segments, tips, checks, scripts, knowledge, parameters, adapters, teams, shifts] = contentPages

/** Every page, in the order of the menu. */
export const pages: readonly Page[] = [
  ...[segments, tips, checks, scripts, knowledge, parameters, adapters],
  ...[resultsPage, segmentationPage, scriptTimesPage, qualityPage, pushPage, readingsPage, fleetPage],
  feedPage,
  ...[whatIfPage, teams, shifts, historyPage, auditPage, recordsPage],
]
