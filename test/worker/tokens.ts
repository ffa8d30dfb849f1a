import { createHmac, createPublicKey } from 'node:crypto'
import { importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { type Identity, signInByHttp } from '../stand/identity.ts'
import { programToken } from '../stand/program-sign-in.ts'

/** Tokens that the edge must accept (by role) or refuse (by what is wrong with them). */
export interface Tokens {
  agent: string
  supervisor: string
  otherSupervisor: string
  approver: string
  otherApprover: string
  /** Has the roles of supervisor and of approver. */
  lead: string
  auditor: string
  admin: string
  visitor: string
  /** Programs of the bank: with a secret, and with a key. */
  service: string
  serviceByKey: string
  /** Of a person who is signed out in a test: made now, and half a minute later. */
  leaver: { before: string; after: string }
  refused: Record<string, string>
}

export interface Programs {
  program: { id: string; secret: string }
  keyed: { id: string; privateKey: JWK }
}

/** They are made before the first test of all projects, and serve until the last. Seconds. */
export const SERVES = 7200

/** Signed with the provider's own key, to have two moments of one person. */
async function leaving({ issuer: iss, audience: aud, signingKey }: Identity, later: number): Promise<string> {
  const iat = Math.floor(Date.now() / 1000) + later
  const key = await importJWK(signingKey, 'RS256')
  return new SignJWT({ iss, aud, sub: 'leaver-01', roles: ['agent'], iat, exp: iat + SERVES })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: String(signingKey.kid) })
    .sign(key)
}

/** Real tokens from the real flow, and forgeries: most of them signed with the provider's own key. */
export async function makeTokens(identity: Identity, { program, keyed }: Programs): Promise<Tokens> {
  const signIn = (agent: string) => signInByHttp(identity, { agent })
  const agent = await signIn('agent-01')
  return {
    agent,
    supervisor: await signIn('supervisor-01'),
    otherSupervisor: await signIn('supervisor-02'),
    approver: await signIn('approver-01'),
    otherApprover: await signIn('approver-02'),
    lead: await signIn('lead-01'),
    auditor: await signIn('auditor-01'),
    admin: await signIn('admin-01'),
    visitor: await signIn('visitor-01'),
    service: await programToken(identity, program.id, program),
    serviceByKey: await programToken(identity, keyed.id, keyed),
    leaver: { before: await leaving(identity, 0), after: await leaving(identity, 30) },
    refused: await forgeries(identity, agent),
  }
}

async function forgeries(identity: Identity, genuine: string): Promise<Record<string, string>> {
  const { issuer: iss, audience: aud, signingKey } = identity
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss, aud, sub: 'agent-01', roles: ['agent'], iat: now, exp: now + SERVES }
  const key = await importJWK(signingKey, 'RS256')
  const sign = (change: object, header = {}) =>
    new SignJWT({ ...claims, ...change })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: String(signingKey.kid), ...header })
      .sign(key)
  const { kid } = signingKey
  return {
    'not a JWT': 'opaque',
    expired: await sign({ iat: now - 2 * SERVES, exp: now - SERVES }),
    'without expiry': await sign({ exp: undefined }),
    'not valid yet': await sign({ nbf: now + SERVES, exp: now + 2 * SERVES }),
    'without subject': await sign({ sub: undefined }),
    'for another audience': await sign({ aud: 'https://other.example' }),
    'for the client (an ID token)': await sign({ aud: 'fineline-extension' }, { typ: 'JWT' }),
    'of another issuer': await sign({ iss: 'https://other.example' }),
    'of another type': await sign({}, { typ: 'logout+jwt' }),
    'with more teams than a socket can keep': await sign({
      teams: Array.from({ length: 100 }, (_, at) => `remote banking ${at}`),
    }),
    'with a subject of a page': await sign({ sub: 'x'.repeat(300) }),
    'of an unknown key': await sign({}, { kid: 'unknown' }),
    'with an algorithm off the list': await signWith512(claims, identity),
    'with another payload': `${genuine.split('.')[0]}.${encode({ ...claims, sub: 'x' })}.${genuine.split('.')[2]}`,
    'alg none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims)}.`,
    'HS256 with the public key': hmacToken({ alg: 'HS256', typ: 'at+jwt', kid }, claims, identity),
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

async function signWith512(claims: JWTPayload, { signingKey }: Identity): Promise<string> {
  const key = await importJWK({ ...signingKey, alg: 'RS512' }, 'RS512')
  const header = { alg: 'RS512', typ: 'at+jwt', kid: String(signingKey.kid) }
  return new SignJWT(claims).setProtectedHeader(header).sign(key)
}

/** The classic confusion: the public key, which everybody has, taken for a shared secret. */
function hmacToken(header: object, claims: JWTPayload, { signingKey }: Identity): string {
  const { kty = '', n = '', e = '' } = signingKey
  const pem = createPublicKey({ key: { kty, n, e }, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  const head = `${encode(header)}.${encode(claims)}`
  return `${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`
}
