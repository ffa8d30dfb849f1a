import * as z from 'zod'
import { AuditPage } from '../../worker/contract/audit.ts'
import {
  Change,
  type ChangeAction,
  type ChangeEdit,
  ChangeHistory,
  ChangeList,
  type NewChange,
  PlaybookVersionList,
  type Rollback,
  type Withdrawal,
} from '../../worker/contract/change.ts'
import { Me } from '../../worker/contract/context.ts'
import { PushReport } from '../../worker/contract/live.ts'
import { NumberedPlaybook } from '../../worker/contract/playbook.ts'
import { SegmentationList, SegmentationRun, type SegmentModel } from '../../worker/contract/segmentation.ts'
import type { EdgeRequest } from '../messages.ts'
import { callEdge, looking } from './edge.ts'

const get =
  <T>(schema: z.ZodType<T>, path: string) =>
  () =>
    callEdge(schema, { method: 'GET', path })

const send = <T>(schema: z.ZodType<T>, method: EdgeRequest['method'], path: string, body: unknown) =>
  callEdge(schema, { method, path, body })

/** Moves of a change that a person makes. */
export type Move = Exclude<ChangeAction, 'create' | 'edit' | 'expire'>

export const getMe = get(Me, '/v1/me')
export const getPlaybook = looking(NumberedPlaybook, '/v1/playbook')
export const getVersions = get(PlaybookVersionList, '/v1/playbooks')
export const getVersion = (version: number) => get(NumberedPlaybook, `/v1/playbooks/${version}`)()
const getOpen = looking(ChangeList, '/v1/changes')
const getLast = looking(ChangeList, '/v1/changes?state=all')

/** Open changes, however old, and the last of those that were closed. */
export async function getChanges(): Promise<{ changes: Change[] }> {
  const [open, last] = await Promise.all([getOpen(), getLast()])
  const known = new Set(open.changes.map(({ id }) => id))
  return { changes: [...open.changes, ...last.changes.filter(({ id }) => !known.has(id))] }
}

export const getChange = (id: string) => get(ChangeHistory, `/v1/changes/${id}`)()
export const getPushes = get(PushReport, '/v1/pushes')
/** @param database whose chain; absent: the bank's */
export const getAudit = (database?: string, before?: number) => {
  const query = new URLSearchParams({ ...(database && { database }), ...(before && { before: `${before}` }) })
  return get(AuditPage, query.size > 0 ? `/v1/audit?${query}` : '/v1/audit')()
}

export const createChange = (change: NewChange) => send(Change, 'POST', '/v1/changes', change)
export const editChange = (id: string, edit: ChangeEdit) => send(Change, 'PUT', `/v1/changes/${id}`, edit)
export const moveChange = (id: string, move: Move, revision: number, comment?: string) =>
  send(Change, 'POST', `/v1/changes/${id}/${move}`, { revision, ...(comment !== undefined && { comment }) })

/** The new version is looked at anyway; what the edge says of it is not needed. */
const Anything = z.unknown()

export const getSegmentations = get(SegmentationList, '/v1/segmentations')
export const startSegmentation = (model: SegmentModel) =>
  send(SegmentationRun, 'POST', '/v1/segmentations', { model })
export const moveSegmentation = (id: number, move: 'publish' | 'discard') =>
  send(SegmentationRun, 'POST', `/v1/segmentations/${id}/${move}`, {})

export const withdraw = (body: Withdrawal) => send(Anything, 'POST', '/v1/withdrawals', body)
export const rollBack = (to: number, body: Rollback) =>
  send(Anything, 'POST', `/v1/playbooks/${to}/rollback`, body)
