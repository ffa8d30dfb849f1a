import * as z from 'zod'
import type { LiveEnv } from './live/live-of.ts'
import type { Binding } from './services/database.ts'

/** What `wrangler.toml` gives to the Worker. */
export interface Env extends LiveEnv {
  DB: Binding
  /** Files of the API page, never reached but through the Worker. */
  ASSETS: { fetch(url: string): Promise<Response> }
  /** Hints that facts are to be folded; where there is none, the next minute sees to it. */
  REFOLD?: { send(message: object): Promise<unknown> }
  OIDC_ISSUER: string
  OIDC_AUDIENCE: string
  ALLOWED_ORIGINS: string
}

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/** True for `https:`, and for `http:` on this machine alone. */
export function isTrustworthy(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))
}

const Settings = z.object({
  OIDC_ISSUER: z.url().refine(isTrustworthy, 'must be https, or http on loopback'),
  OIDC_AUDIENCE: z.string().min(1),
  /** Origins of the extension, separated by spaces. */
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(/^chrome-extension:\/\/[a-p]{32}$/))),
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

/** Settings of this deployment, parsed once. @throws NotConfigured */
export function settingsOf(env: Env): Settings {
  const known = read.get(env)
  if (known) return known
  const { data, error } = Settings.safeParse(env)
  if (!data) throw new NotConfigured([...new Set(error.issues.map(({ path }) => String(path[0])))])
  read.set(env, data)
  return data
}
