import { rm, writeFile } from 'node:fs/promises'
import { aborted, askedToEnd } from './asked-to-end.ts'

// Stands for `npm start`: holds a file until it is asked to end, then cleans up.
const [file = ''] = process.argv.slice(2)
const asked = askedToEnd()
await writeFile(file, String(process.pid))
const alive = setInterval(() => undefined, 1000)
await aborted(asked)
await rm(file)
clearInterval(alive)
