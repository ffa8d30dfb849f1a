import { join } from 'node:path'
import { ROOT } from '../../rollout/build/root.ts'

export { ROOT }

/** All that a run leaves behind; not in git. */
export const HOME = join(ROOT, '.fineline')
