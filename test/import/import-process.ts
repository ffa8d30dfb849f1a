import { importExtract } from '../../db/import/import.ts'
import { openLocalD1 } from '../../db/local.ts'
import { mapping, SECRET } from './made-up-bank.ts'

// An import as a process of its own, which tells on stdout how far it is, and waits there, so that a test can kill it at `stage` however busy the machine is.
const [stateDir = '', dir = '', wanted = ''] = process.argv.slice(2)
const { customers: db, close } = await openLocalD1(stateDir)
const forever = new Int32Array(new SharedArrayBuffer(4))
const onProgress = ({ stage }: { stage: string }) => {
  console.log(stage)
  if (stage === wanted) Atomics.wait(forever, 0, 0)
}
await importExtract({ db, mapping, dir, secret: SECRET, seed: 'test', onProgress })
await close()
