import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
/** All that a run leaves behind; not in git. */
export const HOME = join(ROOT, '.fineline')
