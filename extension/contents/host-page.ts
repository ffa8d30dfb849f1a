import type { PlasmoCSConfig } from 'plasmo'
import { start } from '../host/start.ts'

// The bank's own hosts are written into the built manifest; this one matches nothing.
export const config: PlasmoCSConfig = {
  matches: ['https://crm.fineline.invalid/*'],
  all_frames: true,
  run_at: 'document_start',
}

start()
