import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

/**
 * As much of a provider as the edge sees of one: its discovery document, its keys (also where Cloudflare Access has
 * them) and tokens with any claims, signed with its newest key. `POST /rotate` makes another key and forgets the old.
 */
export async function startProvider(): Promise<{ url: string; close(): Promise<void> }> {
  let { pair, kid } = await fresh()
  const server = createServer(async (request, response) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256', use: 'sig' }] }
    const answers: Record<string, () => Promise<unknown>> = {
      '/.well-known/openid-configuration': async () => ({ issuer: url, jwks_uri: `${url}/jwks` }),
      '/jwks': async () => keys,
      '/cdn-cgi/access/certs': async () => ({ ...keys, public_certs: [] }),
      '/rotate': async () => {
        ;({ pair, kid } = await fresh())
        return { kid }
      },
      '/token': async () => {
        const { typ, ...claims } = JSON.parse(await bodyOf(request)) as JWTPayload & { typ?: string }
        const header = { alg: 'RS256', kid, ...(typ && { typ }) }
        return new SignJWT(claims).setProtectedHeader(header).sign(pair.privateKey)
      },
    }
    const answer = await answers[request.url ?? '']?.()
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const fresh = async () => ({ pair: await generateKeyPair('RS256'), kid: crypto.randomUUID() })

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}
