import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { applyMigrations, openLocalD1, patiently } from '../../db/local.ts'
import { readOrCreatePolicy } from '../../db/local-policy.ts'
import { tempDir } from './fixture.ts'

const root = join(import.meta.dirname, '../..')
const wrangler = join(createRequire(import.meta.url).resolve('wrangler/package.json'), '../bin/wrangler.js')
const quiet = {
  ...process.env,
  ...{
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  },
  ...{ X_LOCAL_OBSERVABILITY: 'false', NO_COLOR: '1', CI: '1' },
}

describe('the local D1', () => {
  it('applies migrations once, and wrangler agrees that none is left', async () => {
    const stateDir = await tempDir()
    const { playbook: db, close } = await openLocalD1(stateDir)
    expect((await applyMigrations(db))[0]).toBe('0000_first.sql')
    expect(await applyMigrations(db)).toEqual([])
    await close()
    const args = [
      wrangler,
      'd1',
      'migrations',
      'apply',
      'fineline-playbook',
      '--local',
      '--persist-to',
      stateDir,
    ]
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env: quiet })
    expect(stdout).toContain('No migrations to apply')
  }, 60_000)

  it('is made anew where it is from when there was one database, and says so', async () => {
    const stateDir = await tempDir()
    const before = await openLocalD1(stateDir)
    await before.migrate()
    await before.customers.batch([
      before.customers.prepare("INSERT INTO playbook_part VALUES (1, 0, '{}')"),
      before.customers.prepare("DELETE FROM d1_migrations WHERE name >= '0008'"),
    ])
    await before.close()
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const after = await openLocalD1(stateDir)
    onTestFinished(after.close)
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
    await after.migrate()
    expect(await after.customers.prepare('SELECT count(*) AS n FROM playbook_part').first('n')).toBe(0)
    await after.close()
    const again = await openLocalD1(stateDir)
    onTestFinished(again.close)
    await again.customers.prepare("INSERT INTO playbook_part VALUES (1, 0, '{}')").run()
    await again.close()
    const kept = await openLocalD1(stateDir)
    onTestFinished(kept.close)
    expect(await kept.customers.prepare('SELECT count(*) AS n FROM playbook_part').first('n')).toBe(1)
  }, 60_000)

  it('is the one that wrangler dev serves, also while it runs', async () => {
    const stateDir = await tempDir()
    const local = await openLocalD1(stateDir)
    onTestFinished(local.close)
    await local.playbook.prepare('CREATE TABLE probe (n INTEGER)').run()
    const base = await serve(stateDir)
    for (const n of [1, 2, 3]) {
      await patiently(() => local.playbook.prepare('INSERT INTO probe VALUES (?1)').bind(n).run())
      expect(await (await fetch(base)).text()).toBe(String(n))
    }
    await fetch(`${base}?add=4`)
    expect(await local.playbook.prepare('SELECT max(n) AS n FROM probe').first('n')).toBe(4)
  }, 60_000)
})

const WORKER = `export default {
  async fetch(request, env) {
    const add = new URL(request.url).searchParams.get('add')
    if (add) await env.PLAYBOOK.prepare('INSERT INTO probe VALUES (?1)').bind(Number(add)).run()
    return new Response(String(await env.PLAYBOOK.prepare('SELECT max(n) AS n FROM probe').first('n')))
  },
}`

/** Runs a probe under \`wrangler dev\` on a free port with the project's own database; its address. */
async function serve(stateDir: string): Promise<string> {
  const dir = await tempDir()
  const config = await readFile(join(root, 'wrangler.toml'), 'utf8')
  const database = config.slice(config.indexOf('[[d1_databases]]')).split(/\n\n/)[0]
  const head = 'name = "probe"\nmain = "probe.js"\ncompatibility_date = "2026-10-01"\n'
  await writeFile(join(dir, 'wrangler.toml'), `${head}\n${database}\n`)
  await writeFile(join(dir, 'probe.js'), WORKER)
  const args = [
    wrangler,
    'dev',
    '--ip',
    '127.0.0.1',
    '--port',
    '0',
    '--inspector-port',
    '0',
    '--persist-to',
    stateDir,
  ]
  const child = spawn(process.execPath, args, { cwd: dir, env: quiet, stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(async () => {
    const exit = once(child, 'exit')
    child.kill()
    await exit
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /Ready on (http:\S+)/.exec(line)
    if (found?.[1]) {
      child.stdout.resume()
      return found[1]
    }
  }
  throw new Error('wrangler dev ended before it was ready')
}

describe('waiting for a busy database', () => {
  it('tries again, and gives up on anything else at once', async () => {
    let calls = 0
    const busy = async () => {
      calls += 1
      if (calls < 4) throw new Error('D1_ERROR: database is locked: SQLITE_BUSY')
      return calls
    }
    expect(await patiently(busy)).toBe(4)
    const wrong = async () => {
      calls += 1
      throw new Error('D1_ERROR: no such table')
    }
    await expect(patiently(wrong)).rejects.toThrow('no such table')
    expect(calls).toBe(5)
  })
})

describe('the local policy', () => {
  it('is made once, with a secret of its own', async () => {
    const [one, other] = [await tempDir(), await tempDir()]
    const policy = await readOrCreatePolicy(one)
    expect(policy).toEqual({ hmacSecret: expect.stringMatching(/^[\w-]{43}$/), hmacKeyId: 'local-1' })
    expect(await readOrCreatePolicy(one)).toEqual(policy)
    expect((await readOrCreatePolicy(other)).hmacSecret).not.toBe(policy.hmacSecret)
  })

  it('keeps what it does not know, and fills in what is missing', async () => {
    const dir = await tempDir()
    await writeFile(join(dir, 'policy.json'), '{"edgeUrl":"http://127.0.0.1:1"}')
    const policy = await readOrCreatePolicy(dir)
    expect(policy.edgeUrl).toBe('http://127.0.0.1:1')
    expect(JSON.parse(await readFile(join(dir, 'policy.json'), 'utf8'))).toEqual(policy)
  })

  it.each(['{"hmacSecret":', '[1]', '{"hmacSecret":"short"}'])(
    '%s is refused and left as it is',
    async (text) => {
      const dir = await tempDir()
      await writeFile(join(dir, 'policy.json'), text)
      await expect(readOrCreatePolicy(dir)).rejects.toThrow('policy.json')
      expect(await readFile(join(dir, 'policy.json'), 'utf8')).toBe(text)
    },
  )
})
