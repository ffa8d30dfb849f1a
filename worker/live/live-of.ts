import type { Env } from '../env.ts'
import type { Live } from './live.ts'

/** The open browsers of this deployment; without a directory of them, nobody is told. */
export const liveOf = (_env: Env): Live => ({ announce: async () => {} })
