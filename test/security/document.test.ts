import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../stand/paths.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const document = read('docs/security.md')
const files = [...new Set([...document.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, path]) => String(path)))]

it.each(files)('%s, which the threat model names, is there and holds a test', (path) => {
  expect(existsSync(join(ROOT, path)), path).toBe(true)
  if (path.endsWith('.test.ts')) expect(read(path)).toMatch(/^\s*(it|test|describe)\b/m)
})

it('names a test, or what is measured, for every threat', () => {
  const threats = document.split('\n').filter((line) => /^\| [STRIDE] \|/.test(line))
  expect(threats.length).toBeGreaterThan(40)
  for (const line of threats) expect(line).toMatch(/`test\/[^`]+\.ts`/)
})

it('a thousand agents behind one address, who all come back in one moment, stay below its limit', () => {
  const [, limit = '0', period] =
    /name = "ADDRESS_LIMIT"[^[]*limit = (\d+), period = (\d+)/.exec(read('wrangler.toml')) ?? []
  // Each asks for a playbook, a ticket, a socket, who is signed in, decisions, and sends what waited.
  const each = 12
  expect([period, Number(limit) >= 1000 * each]).toEqual(['10', true])
})

it('the edge has no secret in its variables', () => {
  const variables = read('wrangler.toml').split('[vars]')[1] ?? ''
  expect(variables).not.toMatch(/secret|password|private|key\b/i)
})
