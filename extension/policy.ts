import * as z from 'zod'
import { Language } from '../worker/contract/text.ts'

z.config({ jitless: true })

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

/** What the bank's IT decides. Every key is checked before use; a wrong one is named and nothing is half applied. */
export const Policy = z.object({
  edgeUrl: z.url(),
  issuer: z.url(),
  clientId: z.string().min(1),
  audience: z.string().min(1),
  /** Pages to lie over, among those of the manifest; absent: all of those. */
  hosts: z.array(HostPattern).optional(),
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
