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

/** What the edge says that is no refusal. */
async function said(request: EdgeRequest) {
  const answer = await ask({ type: 'edge', ...request }).catch(() => null)
  if (!answer) throw new EdgeRefusal('no-answer')
  if ('why' in answer) throw new EdgeRefusal(answer.why)
  if (answer.status >= 400) throw new EdgeRefusal('problem', Problem.safeParse(answer.body).data ?? null)
  return answer
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data } = schema.safeParse(body)
  if (!success) throw new EdgeRefusal('refused')
  return data
}

/** Asks the edge through the background, which knows who is signed in. @throws EdgeRefusal */
export async function callEdge<T>(schema: z.ZodType<T>, request: EdgeRequest): Promise<T> {
  const { body } = await said(request)
  return parsed(schema, body)
}

/**
 * Looks at one thing again and again. What is still the same does not travel anew, and stays the same object with all
 * that was made of it.
 */
export function looking<T>(schema: z.ZodType<T>, path: string): () => Promise<T> {
  let known: { etag: string; data: T } | null = null
  return async () => {
    const asked = known?.etag ? { etag: known.etag } : {}
    const { status, body, etag } = await said({ method: 'GET', path, ...asked })
    if (status === 304 && known) return known.data
    known = { etag, data: parsed(schema, body) }
    return known.data
  }
}
