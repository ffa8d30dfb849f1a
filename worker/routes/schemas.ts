import { zodToOpenAPIRegistry } from '@asteasolutions/zod-to-openapi'
import * as z from 'zod'
import * as contract from '../contract/index.ts'

/** Every schema of the contract stands in the API document under its own name. */
export function nameSchemas(): void {
  for (const [refId, schema] of Object.entries(contract)) {
    if (schema instanceof z.ZodType) zodToOpenAPIRegistry.add(schema, { _internal: { refId } })
  }
}

/** Content of a JSON body. */
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } })

/** A response that is a problem document. */
export const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: contract.Problem } },
})

/** Problems that any route under /v1 can answer with. */
export const commonProblems = {
  401: problem('No access token, or one that is not accepted'),
  403: problem('The account lacks the role'),
  429: problem('More requests than the caller’s budget; Retry-After says when to come again'),
  500: problem('A defect; the request id names it in the log'),
  503: problem('Database, playbook or identity provider is missing; retry'),
}

/** Problems of a route that takes a JSON body. */
export const bodyProblems = {
  400: problem('The body is not JSON'),
  413: problem('The body is too large'),
  415: problem('The body is not application/json, or it is compressed'),
  422: problem('The body does not fit the contract, errors say where; or it is nested too deep'),
}

/** The change that an address names. */
export const ChangeId = z.object({ id: z.uuid() })

/** Problems of a route that does something to a change. */
export const changeProblems = {
  403: problem('The account lacks the role, or the person had a hand in the change'),
  404: problem('There is no such change, or no such playbook version'),
  409: problem('The change or the playbook is no longer what the caller had before them'),
}
