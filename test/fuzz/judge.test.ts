import { expect, it } from 'vitest'
import { type FuzzAnswer, faultsOf, SLOWEST } from './api/judge.ts'
import { MARK } from './api/nasty.ts'
import type { FuzzRequest } from './api/requests.ts'

const request = (change: Partial<FuzzRequest> = {}): FuzzRequest => ({
  ...{
    route: 'POST /v1/outcomes',
    method: 'POST',
    path: '/v1/outcomes',
    headers: {},
    body: null,
    as: 'agent',
  },
  ...change,
})

const problem = JSON.stringify({
  ...{ type: 'urn:problem-type:fineline:body-refused', title: 't', status: 422, detail: 'd', remedy: 'r' },
})

function answer(change: Partial<FuzzAnswer> & { type?: string; protectedBy?: string } = {}): FuzzAnswer {
  const status = change.status ?? 200
  const { type = status < 400 ? 'application/json' : 'application/problem+json', protectedBy = 'nosniff' } =
    change
  const headers: Record<string, string> = { 'content-type': type, 'x-content-type-options': protectedBy }
  const body = status < 400 ? '{}' : problem
  return { body, took: 1, written: [], status, headers: { get: (name) => headers[name] ?? null }, ...change }
}

it('finds nothing wrong with what is right', () => {
  expect(faultsOf(request(), answer({ written: ['outcome'] }))).toEqual([])
  expect(faultsOf(request(), answer({ status: 422 }))).toEqual([])
  const approval = request({ path: '/v1/changes/x/approve', route: 'POST /v1/changes/{id}/approve' })
  const refused = answer({ status: 403, body: problem.replace('422', '403'), written: ['audit'] })
  expect(faultsOf(approval, refused)).toEqual([])
})

it.each<[string, FuzzRequest, FuzzAnswer]>([
  ['a failure', request(), answer({ status: 500, body: problem.replace('422', '500') })],
  ['a refusal that is no problem document', request(), answer({ status: 422, type: 'text/plain' })],
  ['a problem of another status', request(), answer({ status: 400 })],
  [
    'a problem nobody knows',
    request(),
    answer({ status: 422, body: problem.replace('body-refused', 'odd') }),
  ],
  ['a stack', request(), answer({ body: 'Error: x\n    at decide (/worker/a.ts:3:4)' })],
  ['an error of the database', request(), answer({ body: '{"a":"D1_ERROR: no such column"}' })],
  [
    'a refusal that repeats what it was sent',
    request(),
    answer({ status: 422, body: problem.replace('"d"', `"${MARK}"`) }),
  ],
  ['a refusal that wrote', request(), answer({ status: 422, written: ['outcome'] })],
  [
    'a refusal that wrote to the chain where it should not',
    request(),
    answer({ status: 422, written: ['audit'] }),
  ],
  ['a read that wrote', request({ method: 'GET', route: 'GET /v1/me' }), answer({ written: ['outcome'] })],
  ['somebody let in without the role', request({ as: 'auditor' }), answer()],
  ['somebody let in without a token', request({ as: 'none' }), answer()],
  ['an answer without protecting headers', request(), answer({ protectedBy: '' })],
  ['an answer too late', request(), answer({ took: SLOWEST + 1 })],
])('finds %s', (_, asked, answered) => {
  expect(faultsOf(asked, answered)).not.toEqual([])
})
