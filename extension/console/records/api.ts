import {
  Erasure,
  ErasureList,
  Hold,
  HoldList,
  type NewErasure,
  type NewHold,
  type NewRetention,
  RetentionPlan,
} from '../../../worker/contract/records.ts'
import { callEdge } from '../edge.ts'

const get = (path: string) => ({ method: 'GET', path }) as const
const post = (path: string, body: unknown) => ({ method: 'POST', path, body }) as const

/** Retention, holds and erasures as they stand. */
export async function getRecords() {
  const [{ rules }, { holds }, { erasures }] = await Promise.all([
    callEdge(RetentionPlan, get('/v1/retention')),
    callEdge(HoldList, get('/v1/holds')),
    callEdge(ErasureList, get('/v1/erasures')),
  ])
  return { rules, holds, erasures }
}

export const setDays = (body: NewRetention) =>
  callEdge(RetentionPlan, { method: 'PUT', path: '/v1/retention', body })
export const placeHold = (body: NewHold) => callEdge(Hold, post('/v1/holds', body))
export const releaseHold = (id: string, reason: string) =>
  callEdge(Hold, post(`/v1/holds/${id}/release`, { reason }))
export const requestErasure = (body: NewErasure) => callEdge(Erasure, post('/v1/erasures', body))
export const confirmErasure = (id: string, customerKey: string) =>
  callEdge(Erasure, post(`/v1/erasures/${id}/confirm`, { customerKey }))
