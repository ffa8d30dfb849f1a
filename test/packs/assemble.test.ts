import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { Adapter } from '../../worker/contract/adapter.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pack-'))
  cpSync(new URL('../../db/packs', import.meta.url), dir, { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

const adapter = (id: string, url: string) =>
  Adapter.parse({ schema: 1, id, screens: [{ id: 'one', when: { url: [url] } }] })

test('a further adapter is added, one of the same name takes the place of the shipped one', () => {
  writeFileSync(join(dir, 'adapters', 'zz-mine.json'), JSON.stringify(adapter('zz-mine', 'shipped')))
  const before = assemblePlaybook(dir).adapters.length
  const { adapters } = assemblePlaybook(dir, [adapter('zz-mine', 'given'), adapter('zz-other', 'given')])
  expect(adapters).toHaveLength(before + 1)
  expect(adapters.find(({ id }) => id === 'zz-mine')?.screens[0]?.when.url).toEqual(['given'])
})

test('a file that cannot be read is named', () => {
  writeFileSync(join(dir, 'tips.json'), '[{')
  expect(() => assemblePlaybook(dir)).toThrow('tips.json')
})

test('a value that the contract refuses is told with its place', () => {
  writeFileSync(join(dir, 'bank.json'), '{}')
  expect(() => assemblePlaybook(dir)).toThrow('timeZone')
})

test('a key that is not known is told with its place and what was meant', () => {
  const [tip] = assemblePlaybook(dir).tips
  writeFileSync(join(dir, 'tips.json'), JSON.stringify([{ ...tip, chanels: ['chat'] }]))
  expect(() => assemblePlaybook(dir)).toThrow(/unknown key "chanels"; meant "channels"\?\n.*tips\[0\]/)
})

test('a bad condition is told with its rule', () => {
  const segment = { id: 'odd', label: { zh: '怪', en: 'odd' }, priority: 1, condition: 'customer.agee > 1' }
  writeFileSync(join(dir, 'segments.json'), JSON.stringify([segment]))
  expect(() => assemblePlaybook(dir)).toThrow('segment odd, line 1, column 1: customer.agee is not declared')
})

const bankWith = (parameters: object, packs: readonly string[] = ['cn', 'pci']) =>
  writeFileSync(join(dir, 'bank.json'), JSON.stringify({ timeZone: 'Asia/Shanghai', packs, parameters }))
const threshold = (name: string) => assemblePlaybook(dir).parameters.find((one) => one.name === name)?.value

test('a bank sets a threshold without touching a pack, for checks and tips alike', () => {
  bankWith({ senior_age: 60, assessment_months: 6, amount_share: 30, debtor_word: '借款人' })
  expect([threshold('senior_age'), threshold('debtor_word')]).toEqual([60, '借款人'])
  expect(assemblePlaybook(dir).suitability).toEqual({ assessmentMonths: 6, amountShare: 30 })
})

test.each([
  [
    { senior_agee: 60 },
    'bank.json: parameters.senior_agee is no threshold of the packs in force; meant senior_age?',
  ],
  [{ xyz: 1 }, 'bank.json: parameters.xyz is no threshold of the packs in force: senior_age, '],
  [{ us_calls_from: 9 }, 'parameters.us_calls_from is no threshold of the packs in force'],
  [{ senior_age: 49 }, 'bank.json: parameters.senior_age is 49; a whole number from 50 to 80 is allowed'],
  [{ senior_age: 81 }, 'parameters.senior_age is 81'],
  [{ senior_age: '60' }, 'parameters.senior_age is "60"; a whole number from 50 to 80 is allowed'],
  [{ senior_age: 60.5 }, 'parameters.senior_age is 60.5'],
  [{ debtor_word: 3 }, 'parameters.debtor_word is 3; a text is allowed'],
  [{ debtor_word: '' }, 'parameters.debtor_word is ""; a text is allowed'],
])('the threshold %o is refused with file, name and what is allowed', (parameters, said) => {
  bankWith(parameters)
  expect(() => assemblePlaybook(dir)).toThrow(said)
})

test('every wrong threshold is told at once', () => {
  bankWith({ senior_age: 49, child_age: 13 })
  expect(() => assemblePlaybook(dir)).toThrow(/senior_age.*\n.*child_age/)
})

test.each([[{ senior_age: 50 }], [{ senior_age: 80 }]])(
  'the threshold %o stands at its bound',
  (parameters) => {
    bankWith(parameters)
    expect(threshold('senior_age')).toBe(parameters.senior_age)
  },
)

test('every threshold may stand at its bounds, also where a rule then never holds', () => {
  bankWith({}, ['cn', 'pci', 'us', 'eu', 'uk'])
  const bounds = assemblePlaybook(dir).parameters.flatMap(({ name, min, max }) => [
    [name, min],
    [name, max],
  ])
  for (const [name, value] of bounds) {
    if (value === undefined) continue
    bankWith({ [name as string]: value }, ['cn', 'pci', 'us', 'eu', 'uk'])
    expect([name, threshold(name as string)]).toEqual([name, value])
  }
})

test('a pack that is not there is named', () => {
  bankWith({}, ['cn', 'mars'])
  expect(() => assemblePlaybook(dir)).toThrow('mars')
})

test('several packs may be in force together; a step that two require is one', () => {
  bankWith({}, ['cn', 'pci', 'us', 'eu', 'uk'])
  const { contactSteps, checks } = assemblePlaybook(dir)
  expect(contactSteps.filter(({ id }) => id === 'recording-notice')).toHaveLength(1)
  expect(checks.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['card-number', 'recording-told', 'vulnerable-health']),
  )
})

test('a threshold that two packs declare is refused', () => {
  cpSync(join(dir, 'us'), join(dir, 'us-again'), { recursive: true })
  bankWith({}, ['us', 'us-again'])
  expect(() => assemblePlaybook(dir)).toThrow('parameter us_calls_from stands twice')
})

test('phrases that belong to no check are refused', () => {
  writeFileSync(join(dir, 'pci', 'phrases.json'), JSON.stringify({ 'card-numbr': { zh: [], en: ['a'] } }))
  expect(() => assemblePlaybook(dir)).toThrow(/phrases.json: no check on the remark is called card-numbr/)
})

test('a pack brings the matters whose limits are its own; without it there are none, and no fault', () => {
  const matters = () => assemblePlaybook(dir).matters.map(({ id }) => id)
  expect(matters()).toEqual(['complaint'])
  bankWith({}, ['pci'])
  expect(matters()).toEqual([])
})

test('a contact is the same in facts as in the list of the last ones', () => {
  const { catalogue, events } = assemblePlaybook(dir)
  const contacts = events.filter(({ contact }) => contact).map(({ kind }) => kind)
  const folds = catalogue.filter(({ name, fold }) => fold && /(^|_)contacts?(_|$)/.test(name))
  expect(folds.map(({ name }) => name)).toEqual(expect.arrayContaining(['last_contact_on', 'contacts_30d']))
  for (const { name, fold } of folds)
    expect([name, fold?.kinds?.toSorted()]).toEqual([name, contacts.toSorted()])
})

test('facts of complaints are folded by the same kinds and limits as the matter', () => {
  const { catalogue, matters } = assemblePlaybook(dir)
  const matter = matters.find(({ id }) => id === 'complaint')
  const of = catalogue.flatMap(({ fold }) => fold?.closed ?? [])
  expect(of).toHaveLength(4)
  for (const { per, opens, kinds, limits } of of)
    expect({ per, opens, kinds, limits }).toEqual({
      ...{ per: matter?.per, opens: matter?.opens, kinds: matter?.closes },
      limits: matter?.limits.map(({ days, after }) => ({ days, after })),
    })
})
