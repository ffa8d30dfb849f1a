import type { TestProject } from 'vitest/node'
import { startIdentity } from '../stand/identity.ts'
import { makeTokens, type Tokens } from './tokens.ts'

const extensionId = 'abcdefghijklmnopabcdefghijklmnop'

declare module 'vitest' {
  interface ProvidedContext {
    issuer: string
    audience: string
    origin: string
    tokens: Tokens
    migrations: { name: string; queries: string[] }[]
  }
}

/** A real OpenID provider on loopback for all tests of the edge, and the tokens it gave. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const audience = 'https://edge.fineline.example'
  const identity = await startIdentity({ port: 0, extensionIds: [extensionId], audience, autoSignIn: true })
  provide('issuer', identity.issuer)
  provide('audience', audience)
  provide('origin', `chrome-extension://${extensionId}`)
  provide('tokens', await makeTokens(identity))
  return () => identity.close()
}
