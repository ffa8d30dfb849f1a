import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { Provider } from 'oidc-provider'
import {
  type IdentityOptions,
  identityConfiguration,
  redirectUris,
  type Secrets,
} from './identity-configuration.ts'
import { signInPage } from './identity-page.ts'

export { signInByHttp } from './sign-in.ts'

/** A running OpenID provider on loopback, with made-up accounts. */
export interface Identity {
  issuer: string
  audience: string
  redirectUri: string
  /** Private signing key, for tests that forge tokens. */
  signingKey: JWK
  close(): Promise<void>
}

/**
 * Starts the provider for local sign-in and tests: authorization code with PKCE for the extension,
 * access tokens as JWT for ten minutes, refresh tokens that rotate.
 * @throws Error naming the port when it is taken
 */
export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  const server = createServer()
  // A kept connection would break under a client when the provider is restarted on its port.
  server.maxRequestsPerSocket = 1
  const port = await listen(server, options.port)
  const issuer = `http://127.0.0.1:${port}`
  const secrets = await loadSecrets(options.stateDir)
  const provider = new Provider(issuer, identityConfiguration(options, secrets))
  provider.use(signInPage(provider, options.autoSignIn ?? false))
  server.on('request', provider.callback())
  return {
    issuer,
    audience: options.audience,
    redirectUri: redirectUris(options)[0] ?? '',
    signingKey: secrets.key,
    close: () => close(server),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `port ${port} is taken: stop what listens there, or choose another for the OpenID provider`
      reject(error.code === 'EADDRINUSE' ? new Error(taken, { cause: error }) : error)
    })
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
}

async function loadSecrets(stateDir: string | undefined): Promise<Secrets> {
  const file = stateDir && join(stateDir, 'identity-keys.json')
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: 'RS256', use: 'sig' }
  const secrets = { key, cookie: crypto.randomUUID() }
  if (file) {
    mkdirSync(stateDir, { recursive: true })
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  }
  return secrets
}
