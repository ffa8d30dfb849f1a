import type { RowSize, Table } from './rows.ts'

/** What `measureRows(20_000)` found on 2026-11-26; `scale.test.ts` holds it to the tables of today. */
export const SIZES: Record<Table, RowSize> = {
  customer: { bytes: 5001, written: 3 },
  event: { bytes: 401, written: 3 },
  identifier: { bytes: 547, written: 4 },
  fact_change: { bytes: 353, written: 3 },
  dirty_customer: { bytes: 248, written: 3 },
  segmentation_member: { bytes: 117, written: 1 },
  outcome: { bytes: 510, written: 5 },
  access: { bytes: 329, written: 3 },
  audit_customer: { bytes: 344, written: 3 },
  audit: { bytes: 375, written: 2 },
  access_segment: { bytes: 161, written: 3 },
}
