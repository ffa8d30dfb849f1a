import type * as z from 'zod'
import { Problem } from '../../worker/contract/problem.ts'
import type { EdgeDoubt, EdgeRequest } from '../messages.ts'
import { ask } from '../panel/ask.ts'

/** Why the edge gave nothing: it could not be asked, or refused and said what to do. */
export class EdgeRefusal extends Error {
  override name = 'EdgeRefusal'
  readonly why: EdgeDoubt | 'no-answer' | 'problem'
  readonly problem: Problem | null

  constructor(why: EdgeRefusal['why'], problem: Problem | null = null) {
    super(problem?.title ?? why)
    this.why = why
    this.problem = problem
  }

  /** Last part of the problem's type, such as `changed-meanwhile`. */
  get kind(): string {
    return this.problem?.type.split(':').at(-1) ?? this.why
  }
}

/** Asks the edge through the background, which knows who is signed in. @throws EdgeRefusal */
export async function callEdge<T>(schema: z.ZodType<T>, request: EdgeRequest): Promise<T> {
  const answer = await ask({ type: 'edge', ...request }).catch(() => null)
  if (!answer) throw new EdgeRefusal('no-answer')
  if ('why' in answer) throw new EdgeRefusal(answer.why)
  if (answer.status >= 400) throw new EdgeRefusal('problem', Problem.safeParse(answer.body).data ?? null)
  const { success, data } = schema.safeParse(answer.body)
  if (!success) throw new EdgeRefusal('refused')
  return data
}
