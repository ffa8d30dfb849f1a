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
  'POST /v1/objections': ['agent', 'supervisor'],
  'POST /v1/objections/take-back': ['agent', 'supervisor'],
  'POST /v1/reveals': ['agent', 'supervisor'],
  'POST /v1/health/readings': ['agent', 'supervisor'],
  'GET /v1/health/adapters': ['supervisor', 'admin'],
  'POST /v1/scripts/runs': ['agent', 'supervisor'],
  'GET /v1/scripts/times': ['supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/me': ['agent', 'supervisor', 'approver', 'admin', 'auditor', 'service'],
  'GET /v1/playbook': ['agent', 'supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/playbooks': ['supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/playbooks/{version}': ['supervisor', 'approver', 'admin', 'auditor'],
  'POST /v1/playbooks/{version}/rollback': ['approver', 'admin'],
  'POST /v1/withdrawals': ['supervisor', 'approver'],
  'GET /v1/changes': ['supervisor', 'approver', 'admin', 'auditor'],
  'POST /v1/changes': ['supervisor', 'admin'],
  'GET /v1/changes/{id}': ['supervisor', 'approver', 'admin', 'auditor'],
  'PUT /v1/changes/{id}': ['supervisor', 'admin'],
  'POST /v1/changes/{id}/submit': ['supervisor', 'admin'],
  'POST /v1/changes/{id}/take-back': ['supervisor', 'admin'],
  'POST /v1/changes/{id}/discard': ['supervisor', 'admin'],
  'POST /v1/changes/{id}/return': ['approver'],
  'POST /v1/changes/{id}/approve': ['approver'],
  'POST /v1/changes/{id}/declare': ['supervisor', 'admin'],
  'POST /v1/changes/{id}/confirm': ['approver'],
  'GET /v1/audit': ['supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/audit/export': ['admin', 'auditor'],
  'POST /v1/live/ticket': ['agent', 'supervisor'],
  'GET /v1/pushes': ['supervisor', 'approver', 'admin', 'auditor'],
  'POST /v1/previews': ['supervisor', 'approver', 'admin'],
  'POST /v1/previews/findings': ['supervisor', 'approver', 'admin'],
  'POST /v1/conversions': ['admin', 'service'],
  'GET /v1/results': ['supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/results/own': ['agent', 'supervisor'],
  'GET /v1/ingest': ['supervisor', 'admin'],
  'POST /v1/ingest/{kind}': ['admin', 'service'],
  'POST /v1/ingest/loads/{load}/finish': ['admin', 'service'],
  'POST /v1/ingest/loads/{load}/discard': ['admin', 'service'],
  'POST /v1/identifiers/resolve': ['agent', 'supervisor'],
  'GET /v1/customers/{key}/view': ['agent', 'supervisor'],
  'GET /v1/customers/{key}/events': ['agent', 'supervisor'],
  'POST /v1/segmentations': ['supervisor', 'admin'],
  'GET /v1/segmentations': ['supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/segmentations/{id}': ['supervisor', 'approver', 'admin', 'auditor'],
  'POST /v1/segmentations/{id}/publish': ['approver'],
  'POST /v1/segmentations/{id}/discard': ['supervisor', 'approver', 'admin'],
  'GET /v1/quality': ['supervisor', 'approver', 'admin', 'auditor'],
  'POST /v1/sessions/end': ['agent', 'supervisor', 'approver', 'admin', 'auditor', 'service'],
  'POST /v1/fleet/reports': ['agent', 'supervisor', 'approver', 'admin', 'auditor'],
  'GET /v1/fleet': ['supervisor', 'admin', 'auditor'],
  'GET /v1/retention': ['admin', 'auditor'],
  'PUT /v1/retention': ['admin'],
  'GET /v1/holds': ['admin', 'auditor'],
  'POST /v1/holds': ['admin', 'auditor'],
  'POST /v1/holds/{id}/release': ['admin', 'auditor'],
  'GET /v1/erasures': ['admin', 'auditor'],
  'POST /v1/erasures': ['admin'],
  'POST /v1/erasures/{id}/confirm': ['admin', 'auditor'],
  'GET /v1/databases': ['admin', 'auditor'],
  'PUT /v1/databases/{name}': ['admin'],
  'GET /v1/key-rotations': ['admin', 'auditor'],
  'POST /v1/key-rotations': ['admin'],
  'POST /v1/key-rotations/{id}/pairs': ['admin', 'service'],
  'POST /v1/key-rotations/{id}/finish': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type ProtectedRoute = keyof typeof access

/**
 * Routes that tell of people. Who has no role that watches over the whole bank hears here of the teams in their token
 * alone, and of themselves on routes of one's own.
 */
export const reach = {
  'GET /v1/results': 'teams',
  'GET /v1/pushes': 'teams',
  'GET /v1/quality': 'teams',
  'GET /v1/fleet': 'teams',
  'GET /v1/scripts/times': 'teams',
  'POST /v1/sessions/end': 'self',
  'GET /v1/results/own': 'self',
  'GET /v1/me': 'self',
  'POST /v1/live/ticket': 'self',
} as const satisfies Partial<Record<ProtectedRoute, 'teams' | 'self'>>
