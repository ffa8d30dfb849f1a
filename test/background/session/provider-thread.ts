import { parentPort, workerData } from 'node:worker_threads'
import { startIdentity } from '../../stand/identity.ts'

/** The provider in a thread of its own, and so with a clock of its own. */
const { extensionId, audience } = workerData as { extensionId: string; audience: string }
const { issuer } = await startIdentity({ port: 0, extensionIds: [extensionId], audience, autoSignIn: true })
parentPort?.postMessage(issuer)
