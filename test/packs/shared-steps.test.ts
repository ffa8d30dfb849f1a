import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readScripts } from '../../db/packs/scripts.ts'

const text = { zh: '字', en: 'word' }
const step = (id: string) => ({ id, label: text, say: text, required: true })
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pack-'))
  mkdirSync(join(dir, 'scripts'))
  write('steps.json', [step('greet'), step('close')])
})
afterEach(() => rmSync(dir, { recursive: true }))

const write = (name: string, content: unknown) => writeFileSync(join(dir, name), JSON.stringify(content))
const script = (id: string, ...steps: unknown[]) =>
  write(`scripts/${id}.json`, { id, label: text, matter: text, steps })

test('a step that a script names stands there as in steps.json', () => {
  script('card-loss', 'greet', step('block'), 'close')
  const [one] = readScripts(dir)
  expect(one?.steps.map(({ id }) => id)).toEqual(['greet', 'block', 'close'])
  expect(one?.steps[0]).toEqual({ ...step('greet'), variants: [] })
})

test.each<[string, unknown[], RegExp]>([
  ['a name close to one', ['greet', 'closee'], /card-loss\.json: .*"closee"; meant "close"\?/],
  ['a name like none', ['greet', 'zzzzzzzz'], /card-loss\.json: .*"zzzzzzzz"; it has greet, close/],
  [
    'a step of its own with a fault',
    ['greet', { ...step('block'), say: 3 }],
    /card-loss\.json.*steps\[1\]\.say/s,
  ],
  ['a step that no script has', ['greet'], /steps\.json: no script has the step close/],
])('%s is told with file and place', (_, steps, told) => {
  script('card-loss', ...steps)
  expect(() => readScripts(dir)).toThrow(told)
})
