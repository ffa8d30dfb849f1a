import * as z from 'zod'
import { parseJson, readGiven } from '../db/given.ts'
import { Trouble } from '../db/trouble.ts'
import { Policy } from '../extension/policy.ts'
import type { Text } from '../worker/contract/text.ts'
import { explainIssues } from './config-words.ts'
import { addressFault, patternFault } from './hosts.ts'
import { lineFault } from './line.ts'
import { compareVersions, isVersion } from './versions.ts'

/** Rings in the order in which a version reaches them. */
export const RINGS = ['pilot', 'early', 'all'] as const
export type Ring = (typeof RINGS)[number]

export const PLATFORMS = ['windows', 'macos', 'linux', 'google', 'intune'] as const
export type Platform = (typeof PLATFORMS)[number]

const judged = (fault: (text: string) => Text | null) =>
  z.string().superRefine((text, { addIssue }) => {
    const words = lineFault(text) ?? fault(text)
    if (words) addIssue({ code: 'custom', params: { words } })
  })

const Line = judged((text) => (text ? null : { zh: '不能为空。', en: 'must not be empty' }))
const Address = judged(addressFault)
const Pattern = judged(patternFault)
const Version = judged((text) =>
  isVersion(text)
    ? null
    : {
        zh: '应为一到四个 0 至 65535 的数字，以点分隔，例如 0.2.0。',
        en: 'is one to four numbers of 0 to 65535 with dots between, such as 0.2.0',
      },
)

/** What a bank may set of the policy beside what stands at the top of its config. */
const Chosen = z
  .strictObject({
    ...Policy.omit({
      edgeUrl: true,
      issuer: true,
      clientId: true,
      audience: true,
      hmacSecret: true,
      hmacKeyId: true,
      ring: true,
    }).shape,
    hosts: z.array(Pattern).min(1),
  })
  .partial()

const RingConfig = z.strictObject({
  /** The version that browsers of this ring get. */
  version: Version,
  /** Versions below it are switched off in this ring, and the browsers take this one at once. */
  minimumVersion: Version.nullable().default(null),
  /** What differs from the bank's own `policy` in this ring. */
  policy: Chosen.optional(),
})

/** One bank's rollout. The secret of its customer keys never stands here. */
export const RolloutConfig = z
  .strictObject({
    $comment: z.string().optional(),
    /** Short name in Latin letters: names files, profiles and the signing key. */
    id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
    bank: Line,
    /** Pages of the CRM to lie over. */
    crm: z.array(Pattern).min(1),
    edgeUrl: Address,
    issuer: Address,
    /** Other hosts of the OpenID provider that its own configuration names. */
    issuerHosts: z.array(Address).default([]),
    clientId: Line,
    audience: Line,
    hmacKeyId: Line,
    /** Where the folder `serve` will be found by the browsers. */
    updateUrl: Address,
    /** Tells packages of one version apart: the fourth number of the version. Zero: none. */
    build: z.int().min(0).max(65_535).default(0),
    policy: Chosen.default({}),
    rings: z.strictObject({ pilot: RingConfig, early: RingConfig, all: RingConfig }),
    /** Code of a kept version under a higher number, for browsers never take a lower one. */
    rollback: z.strictObject({ code: Version, as: Version }).nullable().default(null),
    platforms: z
      .array(z.enum(PLATFORMS))
      .min(1)
      .default([...PLATFORMS]),
  })
  .superRefine(({ rings, rollback }, { addIssue }) => {
    const wrong = (path: string[], words: Text) => addIssue({ code: 'custom', path, params: { words } })
    for (const [before, ring] of [
      ['pilot', 'early'],
      ['early', 'all'],
    ] as const) {
      if (compareVersions(rings[ring].version, rings[before].version) > 0)
        wrong(['rings', ring, 'version'], AHEAD(ring, before))
    }
    if (rollback && compareVersions(rollback.as, rollback.code) <= 0) wrong(['rollback', 'as'], HIGHER)
    for (const ring of RINGS) {
      const { version, minimumVersion } = rings[ring]
      if (minimumVersion && compareVersions(minimumVersion, version) > 0)
        wrong(['rings', ring, 'minimumVersion'], BEYOND)
    }
  })
export type RolloutConfig = z.infer<typeof RolloutConfig>

const AHEAD = (ring: Ring, before: Ring): Text => ({
  zh: `${ring} 环不能先于 ${before} 环得到版本。请先把该版本放到 ${before} 环。`,
  en: `ring ${ring} may not get a version before ring ${before}. Give it to ${before} first`,
})
const HIGHER: Text = {
  zh: '必须高于所退回的版本：浏览器从不安装更低的版本号。',
  en: 'must be higher than the code that is put back: browsers never install a lower number',
}
const BEYOND: Text = {
  zh: '高于这个环的版本，会让这里的浏览器停用 Fineline。',
  en: 'is above the version of this ring, whose browsers would have Fineline switched off',
}

/** Reads a bank's config. Throws Trouble that names every key that is wrong and what to write there. */
export function readConfig(file: string): RolloutConfig {
  const parsed = RolloutConfig.safeParse(parseJson(readGiven(file).toString('utf8'), file))
  if (parsed.success) return parsed.data
  const lines = explainIssues(parsed.error.issues)
  throw new Trouble({
    zh: `${file} 不能使用，什么都没有写出：\n${lines.map(({ zh }) => `  ${zh}`).join('\n')}`,
    en: `${file} cannot be used, and nothing was written:\n${lines.map(({ en }) => `  ${en}`).join('\n')}`,
  })
}
