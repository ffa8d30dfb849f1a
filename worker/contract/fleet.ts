import * as z from 'zod'

/** Rings of the rollout, in the order in which a version reaches them. */
export const Ring = z.enum(['pilot', 'early', 'all'])
export type Ring = z.infer<typeof Ring>

/** Name of a policy key; values never leave the browser. */
const Key = z.string().regex(/^[A-Za-z]{1,40}$/)

const Problem = z.strictObject({ key: Key, fault: z.enum(['missing', 'type', 'value']) })

/** How one browser stands, as it says itself. Nothing of a customer, no value of the policy but names that are no secret. */
export const FleetReport = z.strictObject({
  /** Random, made by the browser once. */
  id: z.uuid(),
  /** Of the extension, such as 1.4.0. */
  version: z.string().regex(/^\d{1,5}(\.\d{1,5}){0,3}$/),
  ring: Ring,
  /** Of the playbook it decides with; null: none yet. */
  playbookVersion: z.int().nonnegative().nullable(),
  /** Which secret customer keys are made under, by name; null without a policy. */
  hmacKeyId: z.string().max(100).nullable(),
  homeOffice: z.boolean(),
  source: z.enum(['managed', 'local', 'none']),
  /** Policy keys that are missing or wrong: then nothing of the policy is in use. */
  problems: z.array(Problem).max(50),
  /** Policy keys that arrived. One set by IT and not among these was dropped by the browser itself: it is of a wrong type. */
  received: z.array(Key).max(50),
  browser: z.strictObject({
    name: z.string().max(40),
    major: z.int().nonnegative(),
    platform: z.string().max(20),
  }),
  /** What was dropped unsent because it had grown too old. */
  dropped: z.int().nonnegative(),
})
export type FleetReport = z.infer<typeof FleetReport>

/** A browser of the fleet as it said last. */
export const FleetBrowser = FleetReport.extend({ agent: z.string(), team: z.string(), seenAt: z.string() })
export type FleetBrowser = z.infer<typeof FleetBrowser>

/** How the fleet stands. Counts are of all browsers the reader may see; the list holds those that need a look first. */
export const Fleet = z.object({
  browsers: z.int(),
  /** Seen within seven days. */
  seen: z.int(),
  withProblems: z.int(),
  homeOffice: z.int(),
  /** Those that dropped something unsent. */
  dropped: z.int(),
  /** In how many browsers which key is wrong, the commonest first. */
  problems: z.array(Problem.extend({ browsers: z.int() })),
  /** How many browsers of each ring have each version; browsers not seen for seven days are not among them. */
  versions: z.array(z.object({ ring: Ring, version: z.string(), browsers: z.int() })),
  /** Likewise by the name of the secret; null: those without a policy. */
  keyIds: z.array(z.object({ hmacKeyId: z.string().nullable(), browsers: z.int() })),
  /** With problems first, then the longest unseen; 500 at most. */
  list: z.array(FleetBrowser),
})
export type Fleet = z.infer<typeof Fleet>

/** Days after which a browser counts as not seen. */
export const FLEET_DAYS = 7
