import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { ROOT } from '../stand/paths.ts'
import { authorisationDocument } from './document.ts'

const HELP = `npm run authorisation

  prints the table of roles and routes, and writes it to docs/authorisation.md`

await runCommand(HELP, {}, async () => {
  const document = authorisationDocument()
  console.log(document)
  await writeFile(join(ROOT, 'docs/authorisation.md'), document)
})
