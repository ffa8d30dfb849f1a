import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { NotConfigured } from '../env.ts'
import { LiveUnavailable } from '../live/live-of.ts'
import { DatabaseUnavailable } from '../services/database.ts'
import { BucketElsewhere } from '../services/placement/elsewhere.ts'
import { NoPlaybook } from '../services/playbook/current.ts'
import { PreviewRefused } from '../services/previews/refused.ts'
import { Refused } from '../services/refused.ts'
import { isChinese, type ProblemId, problemResponse, Refusal } from './problems.ts'

/** Answers whatever a handler threw with a problem document; never with a message or a stack. */
export function answerError(error: Error, c: Context): Response {
  const language = c.req.header('accept-language')
  return problemResponse(asRefusal(error, isChinese(language)), language)
}

function asRefusal(error: Error, chinese: boolean): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof Refused) return refusalOf(error, chinese)
  if (error instanceof HTTPException) return new Refusal(byStatus[error.status] ?? 'internal-error')
  if (error instanceof NotConfigured) return new Refusal('not-configured', { detail: variables(error) })
  if (error instanceof NoPlaybook) return new Refusal('no-playbook')
  if (error instanceof PreviewRefused) return new Refusal('preview-refused', { errors: error.faults })
  if (error instanceof LiveUnavailable) return new Refusal('no-live-channel')
  if (error instanceof BucketElsewhere) return new Refusal('moving', { headers: { 'retry-after': '1' } })
  if (error instanceof DatabaseUnavailable) return new Refusal('no-database')
  return new Refusal('internal-error')
}

const refusalOf = ({ reason, detail, issues }: Refused, chinese: boolean) =>
  new Refusal(reason, { detail, ...(issues && { errors: placesOf(issues, chinese) }) })

const variables = ({ variables }: NotConfigured) => ({
  zh: `以下环境变量缺失或有误：${variables.join('、')}。`,
  en: `Missing or wrong: ${variables.join(', ')}.`,
})

/** What Hono's own middleware throws. */
const byStatus: Partial<Record<number, ProblemId>> = { 400: 'body-not-json', 415: 'not-json-type' }

/** Hook of every validated route: says where a body is wrong, and never what stood there. */
export function refuseInvalid(result: { success: boolean; error?: z.core.$ZodError }, c: Context): void {
  if (result.success || !result.error) return
  const chinese = isChinese(c.req.header('accept-language'))
  throw new Refusal('body-refused', { errors: placesOf(result.error.issues, chinese) })
}

const placesOf = (issues: readonly z.core.$ZodIssue[], chinese: boolean) =>
  issues.map((issue) => ({
    path: issue.path.map((step) => `/${String(step)}`).join(''),
    message: chinese ? inChinese(issue) : issue.message,
  }))

const { localeError } = z.locales.zhCN()

/** What our own code found, zod can put into no language. */
function inChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message
  const message = localeError(issue as z.core.$ZodRawIssue)
  return (typeof message === 'string' ? message : message?.message) ?? issue.message
}
