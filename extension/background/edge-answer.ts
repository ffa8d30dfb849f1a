import type { EdgeAnswer, EdgeRequest } from '../messages.ts'
import { edgeDoubt } from './failure.ts'
import type { Services } from './services.ts'

/** Asks the edge for the console. */
export async function edgeAnswer({ edge }: Services, request: EdgeRequest): Promise<EdgeAnswer> {
  try {
    return await edge.forward(request)
  } catch (error) {
    return { why: edgeDoubt(error) }
  }
}
