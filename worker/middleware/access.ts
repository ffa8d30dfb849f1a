import type { Role } from '../contract/context.ts'

/**
 * Who may call what. A route under /v1 that is not listed cannot be built.
 * Customers' decisions are for those who serve customers; the playbook is for all who work with it; how well pages are
 * read is told by those who read them, to those who can mend it. Who writes a change and who lets it through are two
 * roles and two people: the services see to the second, whatever roles a person has.
 */
export const access = {
  'POST /v1/decisions': ['agent', 'supervisor'],
  'POST /v1/outcomes': ['agent', 'supervisor'],
  'POST /v1/health/readings': ['agent', 'supervisor'],
  'GET /v1/health/adapters': ['supervisor', 'admin'],
  'GET /v1/playbook': ['agent', 'supervisor', 'approver', 'admin'],
  'POST /v1/previews': ['supervisor', 'approver', 'admin'],
  'POST /v1/previews/findings': ['supervisor', 'approver', 'admin'],
  'POST /v1/conversions': ['admin'],
  'GET /v1/results': ['supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/results/own': ['agent', 'supervisor'],
  'GET /v1/quality': ['supervisor', 'approver', 'admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>

export type ProtectedRoute = keyof typeof access
