import { createServer } from 'node:net'
import { Trouble } from '../../db/trouble.ts'

/** Resolves where every port that a stand listens on is free; zero is any port. */
export async function expectAllFree(wanted: {
  ports: { edge: number; identity: number; crm: number }
  crmUrl?: string
}): Promise<void> {
  const { edge, identity, crm } = wanted.ports
  if (edge) await expectFree(edge, 'Worker', '--edge-port')
  if (identity) await expectFree(identity, 'OpenID provider', '--identity-port')
  if (crm && !wanted.crmUrl) await expectFree(crm, 'CRM simulator', '--crm-port')
}

/** Resolves where the port is free on loopback; says who wants it and what to do where it is not. */
function expectFree(port: number, what: string, option: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () =>
      reject(
        new Trouble(
          `Port ${port}, which the ${what} needs, is taken. Stop what listens there, or choose another with ${option} N.`,
        ),
      ),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
