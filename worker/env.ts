import * as z from 'zod'
import type { LiveEnv } from './live/live-of.ts'
import type { Binding } from './services/database.ts'

/** Names of the rate limits. */
const budgets = ['ADDRESS_LIMIT', 'DECISIONS_LIMIT', 'READS_LIMIT', 'WRITES_LIMIT', 'TICKETS_LIMIT'] as const
export type Budget = (typeof budgets)[number]

/** The rate limits of `wrangler.toml`. */
export type Limits = { [Name in Budget]?: { limit(of: { key: string }): Promise<{ success: boolean }> } }

/** What `wrangler.toml` gives to the Worker. */
export interface Env extends LiveEnv, Limits {
  /** What there is once for the bank. */
  PLAYBOOK: Binding
  /** Names of the bindings of customers' databases, separated by spaces. */
  CUSTOMER_DATABASES?: string
  /** Files of the API page, never reached but through the Worker. */
  ASSETS: { fetch(url: string): Promise<Response> }
  /** Hints that facts are to be folded; where there is none, the next minute sees to it. */
  REFOLD?: { send(message: object): Promise<unknown> }
  OIDC_ISSUER: string
  OIDC_AUDIENCE: string
  ALLOWED_ORIGINS: string
  RATE_LIMITS?: string
  OIDC_ROLES_CLAIM?: string
  OIDC_TEAMS_CLAIM?: string
  OIDC_KEYS_URL?: string
  OIDC_TOKEN_HEADER?: string
}

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** True for `https:`, and for `http:` on this machine alone. */
export function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))
}

/** What the database of customers is called where there is one. */
const FIRST_CUSTOMERS = 'CUSTOMERS'
const namesIn = (list: string) => [...new Set(list.split(/[\s,]+/).filter(Boolean))]

const ClaimPath = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/)

const Settings = z.object({
  CUSTOMER_DATABASES: z.string().default(FIRST_CUSTOMERS).transform(namesIn).pipe(z.array(z.string()).min(1)),
  OIDC_ISSUER: z.url().refine(isTrustworthy, 'must be https, or http on loopback'),
  OIDC_AUDIENCE: z.string().min(1),
  /** Where in a token roles and teams stand, such as `custom.roles`. */
  OIDC_ROLES_CLAIM: ClaimPath.default('roles'),
  OIDC_TEAMS_CLAIM: ClaimPath.default('teams'),
  /** Where the issuer's keys are; empty: as its discovery document says. Cloudflare Access has no such document. */
  OIDC_KEYS_URL: z.union([z.literal(''), z.url().refine(isTrustworthy)]).default(''),
  /** The header with the token. `cf-access-jwt-assertion`: Cloudflare Access stands in front and has signed the caller in. */
  OIDC_TOKEN_HEADER: z.enum(['authorization', 'cf-access-jwt-assertion']).default('authorization'),
  /** Origins of the extension, separated by spaces. */
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(/^chrome-extension:\/\/[a-p]{32}$/))),
  /** Off for measuring, and where something before the edge counts requests. */
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
})
export type Settings = z.infer<typeof Settings>

const read = new WeakMap<object, Settings>()

/** Variables of this deployment that are missing or wrong. */
export class NotConfigured extends Error {
  override name = 'NotConfigured'
  readonly variables: string[]

  constructor(variables: string[]) {
    super(`missing or wrong: ${variables.join(', ')}`)
    this.variables = variables
  }
}

/** A database by the name of its binding. */
const bindingOf = (env: Env, name: string) => (env as unknown as Record<string, Binding | undefined>)[name]

/** Databases of customers by name, in the order of the list; those that are not bound are left out. */
export const customerBindings = (env: Env): [name: string, binding: Binding][] =>
  namesIn(env.CUSTOMER_DATABASES ?? FIRST_CUSTOMERS).flatMap((name) => {
    const binding = bindingOf(env, name)
    return binding ? [[name, binding] as [string, Binding]] : []
  })

/** Settings of this deployment, parsed once. @throws NotConfigured */
export function settingsOf(env: Env): Settings {
  const known = read.get(env)
  if (known) return known
  const { data, error } = Settings.safeParse(env)
  const wrong = error?.issues.map(({ path }) => String(path[0])) ?? []
  // A limit that is not bound would limit nobody, and nobody would notice.
  if (data?.RATE_LIMITS === 'on') wrong.push(...budgets.filter((name) => !env[name]))
  if (!env.PLAYBOOK) wrong.push('PLAYBOOK')
  wrong.push(...(data?.CUSTOMER_DATABASES.filter((name) => !bindingOf(env, name)) ?? []))
  if (!data || wrong.length) throw new NotConfigured([...new Set(wrong)])
  read.set(env, data)
  return data
}
