import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod'
import { isTrustworthy } from '../env.ts'

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url().refine(isTrustworthy) })

const REDISCOVER_MS = 3_600_000

/** The provider's keys cannot be had just now. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable'
}

const found = new Map<string, { keys: JWTVerifyGetKey; at: number }>()

/**
 * Keys of an issuer, at the given address or found through its discovery document once an hour and isolate. jose keeps the keys
 * for ten minutes and asks again, at most twice a minute, when a token names a key it does not know.
 * @throws KeysUnavailable
 */
export async function providerKeys(issuer: string, keysUrl = ''): Promise<JWTVerifyGetKey> {
  const name = `${issuer} ${keysUrl}`
  const known = found.get(name)
  if (known && Date.now() - known.at < REDISCOVER_MS) return known.keys
  const keys = createRemoteJWKSet(new URL(keysUrl || (await discoverKeys(issuer))))
  found.set(name, { keys, at: Date.now() })
  return keys
}

async function discoverKeys(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(5000) })
    const document = Discovery.parse(await answer.json())
    if (document.issuer !== issuer) throw new Error('the discovery document names another issuer')
    return document.jwks_uri
  } catch (cause) {
    throw new KeysUnavailable('discovery failed', { cause })
  }
}
