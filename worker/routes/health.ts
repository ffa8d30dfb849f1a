import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { settingsOf } from '../env.ts'
import type { AppEnv } from '../middleware/context.ts'
import { Refusal } from '../middleware/problems.ts'
import { checkReadiness } from '../services/readiness/check.ts'
import { json, problem } from './schemas.ts'

const healthz = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Is the process up',
  description: 'Asks nothing of the database.\n\n进程是否在运行；不访问数据库。',
  responses: { 200: { description: 'It is', content: json(z.object({ status: z.literal('up') })) } },
})

const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Can decisions be made',
  description:
    'Settings complete, D1 reachable, migrations applied, a playbook published.\n\n能否给出决策：设置完整、数据库可用、结构已更新、策略包已发布。',
  responses: {
    200: { description: 'They can', content: json(z.object({ status: z.literal('ready') })) },
    503: problem('What is missing, and what to do about it'),
  },
})

const obstacles = { database: 'no-database', migrations: 'no-migrations', playbook: 'no-playbook' } as const

export function addHealth(app: OpenAPIHono<AppEnv>): void {
  app.openapi(healthz, (c) => c.json({ status: 'up' as const }, 200, { 'Cache-Control': 'no-store' }))
  app.openapi(readyz, async (c) => {
    settingsOf(c.env)
    const obstacle = await checkReadiness(c.var.databases)
    if (obstacle) throw new Refusal(obstacles[obstacle])
    return c.json({ status: 'ready' as const }, 200, { 'Cache-Control': 'no-store' })
  })
}
