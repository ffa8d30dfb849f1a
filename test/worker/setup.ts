import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { inject } from 'vitest'

for (const db of [env.PLAYBOOK, env.CUSTOMERS]) await applyD1Migrations(db, inject('migrations'))
