import { Problem } from '../../../worker/contract/problem.ts'
import { access, type ProtectedRoute } from '../../../worker/middleware/access.ts'
import { problems } from '../../../worker/middleware/problems.ts'
import { MARK } from './nasty.ts'
import type { FuzzRequest } from './requests.ts'

/** What came back. */
export interface FuzzAnswer {
  status: number
  headers: { get(name: string): string | null }
  body: string
  /** Milliseconds. */
  took: number
  /** Tables that the request wrote to. */
  written: string[]
}

/** Each request must be answered within this. Milliseconds. */
export const SLOWEST = 5000

const LEAKS = /\n\s+at |\.ts:\d+|SQLITE_|D1_ERROR|node_modules|\bstack\b.*:\d+:\d+/
const types: ReadonlySet<string> = new Set(
  Object.keys(problems).map((id) => `urn:problem-type:fineline:${id}`),
)

/** Who has no role, or no right to approve this very change, is written into the chain when trying to let it through. */
const toldToTheChain = ({ path }: FuzzRequest, { status }: FuzzAnswer) =>
  status === 403 && /^\/v1\/(changes\/[^/]+\/(approve|confirm)|segmentations\/[^/]+\/publish)\b/.test(path)

/** Who looked at whom is written down with the look. */
const ACCESS_LOG = ['access', 'audit_customer']

/** What is wrong with an answer; empty where nothing is. */
export function faultsOf(request: FuzzRequest, answer: FuzzAnswer): string[] {
  return [
    ...(answer.status >= 500 ? [`answered ${answer.status}`] : []),
    ...(answer.took > SLOWEST ? [`took ${Math.round(answer.took)} ms`] : []),
    ...(LEAKS.test(answer.body) && !request.path.startsWith('/docs') ? ['tells of its inside'] : []),
    ...(answer.status >= 400 ? problemFaults(request, answer) : []),
    ...(answer.headers.get('x-content-type-options') === 'nosniff' ? [] : ['lacks its protecting headers']),
    ...writeFaults(request, answer),
    ...accessFaults(request, answer),
  ]
}

function problemFaults({ method }: FuzzRequest, { status, headers, body }: FuzzAnswer): string[] {
  if (headers.get('content-type') !== 'application/problem+json')
    return [`${status} without a problem document`]
  if (method === 'HEAD') return []
  if (body.includes(MARK)) return ['repeats what it was sent']
  const { data } = Problem.safeParse(parsed(body))
  if (!data) return [`${status} with a problem document that is none`]
  return data.status === status && types.has(data.type) && data.remedy
    ? []
    : [`a problem of its own: ${data.type}`]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function writeFaults(request: FuzzRequest, answer: FuzzAnswer): string[] {
  const refused = answer.status >= 400
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  const meant = toldToTheChain(request, answer) ? ['audit'] : []
  const allowed = refused ? meant : ACCESS_LOG
  const written = answer.written.filter((table) => !allowed.includes(table))
  if (!written.length || !(refused || reads)) return []
  return [`${refused ? `refused with ${answer.status}` : 'a read'}, and wrote to ${written.join(', ')}`]
}

/** Nobody gets through whom the table of roles does not let in. */
function accessFaults({ route, method, headers, as }: FuzzRequest, { status }: FuzzAnswer): string[] {
  // workerd hands on whatever asks for a WebSocket as a GET, so it is that which must have been allowed.
  const arrived = headers.upgrade?.toLowerCase() === 'websocket' ? 'GET' : method
  const asked = route?.replace(/^\S+/, arrived)
  if (status >= 400 || !asked || !Object.hasOwn(access, asked) || !route?.startsWith(`${method} `)) return []
  const allowed: readonly string[] = access[asked as ProtectedRoute]
  const roles =
    as === 'lead' ? ['supervisor', 'approver'] : [as.replace(/^other(.)/, (_, first) => first.toLowerCase())]
  return roles.some((role) => allowed.includes(role)) ? [] : [`let in ${as}`]
}
