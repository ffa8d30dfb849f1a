import type { Env } from '../env.ts'
import type { Database } from '../services/database.ts'
import type { Databases } from '../services/databases.ts'
import type { Agent } from './verify-token.ts'

/** What a request carries on its way through the edge. */
export interface AppEnv {
  Bindings: Env
  Variables: {
    requestId: string
    /** The playbook's database. */
    db: Database
    databases: Databases
    /** Who asks; set on every route under /v1. */
    agent: Agent
  }
}
