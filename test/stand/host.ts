import { resolve } from 'node:path'
import { runCommand, wholeNumber } from '../../db/command.ts'
import { WrongUsage } from '../../db/trouble.ts'
import { writeHosted } from './hosted-edge.ts'

const HELP = `npm run host -- --issuer URL --audience NAME --origins LIST [--port N] [--out DIR]

  writes bundle and configuration of an edge for plain workerd on a machine of one's own (docs/hosting.md)
  --issuer URL     the bank's OpenID provider
  --audience NAME  audience of its access tokens
  --origins LIST   origins of the extension, separated by spaces
  --port N         of loopback; a proxy that speaks TLS stands before it (default 8787)
  --out DIR        where to write (default .fineline/hosted)
`

const OPTIONS = {
  issuer: { type: 'string' },
  audience: { type: 'string' },
  origins: { type: 'string' },
  port: { type: 'string' },
  out: { type: 'string' },
} as const

await runCommand(
  HELP,
  OPTIONS,
  async ({ issuer, audience, origins, port = '8787', out = '.fineline/hosted' }) => {
    if (!issuer || !audience || !origins)
      throw new WrongUsage({
        zh: '请给出 --issuer、--audience 和 --origins。',
        en: 'Give --issuer, --audience and --origins.',
      })
    const dir = resolve(out)
    const config = await writeHosted({
      dir,
      issuer,
      audience,
      origins,
      port: wholeNumber(port, '--port', [1, 65_535]),
    })
    console.log(`node_modules/.bin/workerd serve ${config}`)
  },
)
