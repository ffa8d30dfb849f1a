import { importExtract } from '../../db/import/import.ts'
import { openLocalD1 } from '../../db/local.ts'
import { mapping, SECRET } from './made-up-bank.ts'

// An import as a process of its own, which tells on stdout how far it is, so that a test can kill it there.
const [stateDir = '', dir = ''] = process.argv.slice(2)
const { db, close } = await openLocalD1(stateDir)
const onProgress = ({ stage }: { stage: string }) => console.log(stage)
await importExtract({ db, mapping, dir, secret: SECRET, seed: 'test', onProgress })
await close()
