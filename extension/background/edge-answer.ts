import type { EdgeAnswer, EdgeRequest } from '../messages.ts'
import { failureKind } from './failure.ts'
import type { Services } from './services.ts'

/** Asks the edge for the console. */
export async function edgeAnswer({ edge }: Services, request: EdgeRequest): Promise<EdgeAnswer> {
  try {
    return await edge.forward(request)
  } catch (error) {
    const kind = failureKind(error)
    return { why: kind === 'no-playbook' ? 'unreachable' : kind }
  }
}
