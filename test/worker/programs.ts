import { exportJWK, generateKeyPair } from 'jose'
import { startIdentity } from '../stand/identity.ts'
import type { IdentityOptions } from '../stand/identity-configuration.ts'

/** A real OpenID provider that also knows two programs of the bank: one with a secret, one with a key. */
export async function startIdentityWithPrograms(
  options: Pick<IdentityOptions, 'extensionIds' | 'audience' | 'accessTokenSeconds'>,
) {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const [shown, kept] = [await exportJWK(publicKey), await exportJWK(privateKey)]
  const program = { id: 'nightly-job', secret: crypto.randomUUID() }
  const keyed = { id: 'importer', publicKey: { ...shown, kid: 'one', alg: 'RS256', use: 'sig' } }
  const identity = await startIdentity({
    ...options,
    port: 0,
    autoSignIn: true,
    programs: [program, keyed],
  })
  return { identity, programs: { program, keyed: { id: keyed.id, privateKey: { ...kept, kid: 'one' } } } }
}
