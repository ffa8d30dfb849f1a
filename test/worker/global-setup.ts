import { exportJWK, generateKeyPair } from 'jose'
import type { TestProject } from 'vitest/node'
import { startIdentity } from '../stand/identity.ts'
import { startProvider } from './rotating-provider.ts'
import { makeTokens, type Tokens } from './tokens.ts'

const extensionId = 'abcdefghijklmnopabcdefghijklmnop'

declare module 'vitest' {
  interface ProvidedContext {
    issuer: string
    audience: string
    origin: string
    tokens: Tokens
    /** A provider that changes its keys when it is told to. */
    rotating: string
    migrations: { name: string; queries: string[] }[]
  }
}

/** A real OpenID provider on loopback for all tests of the edge, and the tokens it gave. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const audience = 'https://edge.fineline.example'
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const [shown, kept] = [await exportJWK(publicKey), await exportJWK(privateKey)]
  const program = { id: 'nightly-job', secret: crypto.randomUUID() }
  const keyed = { id: 'importer', publicKey: { ...shown, kid: 'one', alg: 'RS256', use: 'sig' } }
  const programs = [program, keyed]
  const identity = await startIdentity({
    ...{ port: 0, extensionIds: [extensionId], audience, autoSignIn: true, programs },
  })
  const rotating = await startProvider()
  provide('issuer', identity.issuer)
  provide('audience', audience)
  provide('origin', `chrome-extension://${extensionId}`)
  provide(
    'tokens',
    await makeTokens(identity, { program, keyed: { id: keyed.id, privateKey: { ...kept, kid: 'one' } } }),
  )
  provide('rotating', rotating.url)
  return async () => {
    await identity.close()
    await rotating.close()
  }
}
