import type { TestProject } from 'vitest/node'
import { startIdentityWithPrograms } from './programs.ts'
import { startProvider } from './rotating-provider.ts'
import { makeTokens, SERVES, type Tokens } from './tokens.ts'

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
  const { identity, programs } = await startIdentityWithPrograms({
    ...{ extensionIds: [extensionId], audience, accessTokenSeconds: SERVES },
  })
  const rotating = await startProvider()
  provide('issuer', identity.issuer)
  provide('audience', audience)
  provide('origin', `chrome-extension://${extensionId}`)
  provide('tokens', await makeTokens(identity, programs))
  provide('rotating', rotating.url)
  return async () => {
    await identity.close()
    await rotating.close()
  }
}
