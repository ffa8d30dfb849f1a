import * as z from 'zod'
import { Language } from '../worker/contract/text.ts'

z.config({ jitless: true })

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Tokens and customer keys travel there: encrypted, or on this machine alone. */
function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))
}

const Address = z.url().refine(isTrustworthy, { error: 'must be https, or http on loopback', abort: true })

/** A path would be ignored in silence. */
const isOrigin = (address: string): boolean =>
  [new URL(address).origin, `${new URL(address).origin}/`].includes(address)

/** A page pattern of the browser, such as `https://crm.bank.example/*`: one host or its subdomains, never all. */
const HostPattern = z
  .string()
  .regex(/^https?:\/\/(\*\.)?[^*/\s]+\/\S*$/, 'must name a host: https://crm.bank.example/*')

/** What an agent sees on the page, by the folder of extension/features. Checks cannot be switched off one by one. */
export const Feature = z.enum([
  'customer-badge',
  'list-badges',
  'next-best-action',
  'compliance-check',
  'urgent-notice',
])
export type Feature = z.infer<typeof Feature>

/** What happens at a guarded button while nothing can be checked at all. */
export type FailMode = 'open' | 'closed'

/**
 * What the bank's IT decides. Every key is checked before use; a wrong one is named and nothing is half applied.
 * docs/policy.md says what each does. The browser itself drops a value of another type than managed_schema.json has, and
 * would drop one outside an enum or a bound without a word if those stood there: so they stand here alone.
 */
export const Policy = z.object({
  edgeUrl: Address.refine(isOrigin, 'must be an origin, without a path'),
  issuer: Address,
  clientId: z.string().min(1),
  audience: z.string().min(1),
  /** Pages to lie over, among those of the manifest; absent: all of those. */
  hosts: z.array(HostPattern).min(1).optional(),
  hmacSecret: z.string().min(16),
  hmacKeyId: z.string().min(1),
  language: Language.optional(),
  disabledFeatures: z.array(Feature).optional(),
  /** Whether a guarded action goes through while nothing can be checked at all. */
  failMode: z.enum(['open', 'closed']).optional(),
  homeOffice: z.boolean().optional(),
  watermark: z.boolean().optional(),
  /** Minutes without the agent, or without the window in front, until the overlay locks. */
  lockAfterMinutes: z.int().min(1).max(240).optional(),
  logLevel: z.enum(['error', 'warn', 'info', 'debug']).optional(),
  /** Days that what could not be sent is kept in the browser. */
  retentionDays: z.int().min(1).max(365).optional(),
  /** Which ring of the rollout this browser is in; told to the fleet page. */
  ring: z.enum(['pilot', 'early', 'all']).optional(),
})
export type Policy = z.infer<typeof Policy>

export type PolicyKey = keyof Policy
export const policyKeys = Object.keys(Policy.shape) as PolicyKey[]

/** `missing`: needed and not there. `type`: of another kind. `value`: cannot be, such as an address without https. */
export const PolicyFault = z.enum(['missing', 'type', 'value'])
export type PolicyFault = z.infer<typeof PolicyFault>

/** What is wrong with one key; never its value. */
export interface PolicyProblem {
  key: PolicyKey
  fault: PolicyFault
}

function faultOf(key: PolicyKey, value: unknown): PolicyFault | null {
  const { success, error } = Policy.shape[key].safeParse(value)
  if (success) return null
  if (value === undefined) return 'missing'
  return error.issues[0]?.code === 'invalid_type' ? 'type' : 'value'
}

/** Judges each key by itself; a policy with a problem anywhere is used nowhere. */
export function judgePolicy(raw: Record<string, unknown>): {
  policy: Policy | null
  problems: PolicyProblem[]
  received: PolicyKey[]
} {
  const problems = policyKeys.flatMap((key) => {
    const fault = faultOf(key, raw[key])
    return fault ? [{ key, fault }] : []
  })
  const received = policyKeys.filter((key) => raw[key] !== undefined)
  return { policy: problems.length ? null : Policy.parse(raw), problems, received }
}
