import { errors, type JWTPayload, type JWTVerifyResult, jwtVerify } from 'jose'
import { Role } from '../contract/context.ts'
import type { Text } from '../contract/text.ts'
import { LONGEST_MS } from '../services/sessions/ended.ts'
import { KeysUnavailable, providerKeys } from './provider-keys.ts'

/** Who asks, as the identity provider says. */
export interface Agent {
  /** Subject of the token. */
  subject: string
  roles: readonly Role[]
  teams: readonly string[]
  /** When the token was made, and when it ends. Milliseconds since 1970. */
  issued: number
  expires: number
}

/** How a provider writes what we need. `keysUrl` is empty where its discovery document says where its keys are. */
export interface Reading {
  roles: string
  teams: string
  keysUrl: string
}

const USUAL: Reading = { roles: 'roles', teams: 'teams', keysUrl: '' }

/** A token that says nothing to us. `reason` is for the caller and holds nothing of the token. */
export class TokenRefused extends Error {
  override name = 'TokenRefused'
  readonly reason: Text

  constructor(reason: Text, options?: ErrorOptions) {
    super(reason.en, options)
    this.reason = reason
  }
}

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const types = ['at+jwt', 'jwt']
const CLOCK_TOLERANCE_S = 30

/** As OpenID Connect bounds it. */
export const MOST_SUBJECT_BYTES = 255
/** What a socket can keep of its teams through hibernation: 2 KB hold these beside the longest subject. */
export const MOST_TEAMS = 30
export const MOST_TEAM_CHARACTERS = 360

/**
 * Reads an access token (RFC 9068, or a plain JWT) of that issuer for that audience.
 * @throws TokenRefused, KeysUnavailable
 */
export async function verifyToken(
  token: string,
  issuer: string,
  audience: string,
  { roles, teams, keysUrl }: Reading = USUAL,
): Promise<Agent> {
  const keys = await providerKeys(issuer, keysUrl)
  const verified = await jwtVerify(token, keys, {
    issuer,
    audience,
    algorithms,
    clockTolerance: CLOCK_TOLERANCE_S,
    // Without it nobody could tell whether a sign-out came after.
    requiredClaims: ['exp', 'sub', 'iat'],
  }).catch(explain)
  if (!types.includes(typeOf(verified))) throw new TokenRefused(reasons.type)
  const { payload } = verified
  const issued = Number(payload.iat) * 1000
  // A sign-out is remembered for no longer than that.
  if (!(Date.now() - issued < LONGEST_MS)) throw new TokenRefused(reasons.age)
  const subject = payload.sub ?? ''
  if (!subject || new TextEncoder().encode(subject).length > MOST_SUBJECT_BYTES)
    throw new TokenRefused(reasons.claim('sub'))
  return {
    subject,
    roles: Role.options.filter((role) => listAt(payload, roles).includes(role)),
    teams: fewTeams(listAt(payload, teams)),
    issued,
    expires: Number(payload.exp) * 1000,
  }
}

const typeOf = ({ protectedHeader }: JWTVerifyResult) =>
  (protectedHeader.typ ?? '').toLowerCase().replace(/^application\//, '')

/** Names at a path such as `custom.roles`; providers send one name alone as a text. */
function listAt(payload: JWTPayload, path: string): string[] {
  const at = (value: unknown, name: string) =>
    value && typeof value === 'object' && Object.hasOwn(value, name)
      ? value[name as keyof typeof value]
      : undefined
  const found = path.split('.').reduce<unknown>(at, payload)
  return [found].flat().filter((one): one is string => typeof one === 'string' && one !== '')
}

/** A few of many teams would be the wrong few: more than fit are refused, not cut. */
function fewTeams(teams: string[]): string[] {
  const fit = teams.length <= MOST_TEAMS && teams.join('').length <= MOST_TEAM_CHARACTERS
  if (!fit) throw new TokenRefused(reasons.teams)
  return [...new Set(teams)]
}

/** jose's own error for a key set that it could not fetch has no class of its own. */
function explain(error: unknown): never {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) throw unavailable(error)
  if (!(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC') throw unavailable(error)
  throw new TokenRefused(reasonOf(error), { cause: error })
}

const unavailable = (cause: unknown) => new KeysUnavailable('fetching keys failed', { cause })

function reasonOf(error: errors.JOSEError): Text {
  if (error instanceof errors.JWTExpired) return reasons.expired
  if (error instanceof errors.JWTClaimValidationFailed) return reasons.claim(error.claim)
  if (error instanceof errors.JOSEAlgNotAllowed) return reasons.algorithm
  return reasons.signature
}

const reasons = {
  type: { zh: '令牌不是访问令牌', en: 'the token is no access token' },
  expired: { zh: '令牌已过期', en: 'the token has expired' },
  age: { zh: '令牌签发已满一天', en: 'the token was issued a day ago or longer' },
  algorithm: { zh: '不接受这种签名算法', en: 'the signature algorithm is not allowed' },
  teams: {
    zh: `声明 teams 最多 ${MOST_TEAMS} 个团队，合计 ${MOST_TEAM_CHARACTERS} 个字`,
    en: `the claim teams may name ${MOST_TEAMS} teams of ${MOST_TEAM_CHARACTERS} characters together`,
  },
  signature: { zh: '签名无法验证', en: 'the signature does not verify' },
  claim: (name: string) => ({ zh: `声明 ${name} 不符`, en: `the claim ${name} does not fit` }),
}
