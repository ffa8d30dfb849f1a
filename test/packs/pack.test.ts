import { expect, test } from 'vitest'
import { checkRemark } from '../../worker/decision/check.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { scanIdentifiers } from '../../worker/decision/scan.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'
import { input } from '../decision/playbook.ts'
import { playbooks } from './banks.ts'

const pack = playbooks.cn
const everyCheck = Object.values(playbooks).flatMap(({ checks }) => checks)
const compiled = compilePlaybook(pack, buildTextTables(pack))

test('the pack is as broad as a first day needs', () => {
  expect(pack.segments.length).toBeGreaterThanOrEqual(6)
  expect(pack.tips.length).toBeGreaterThanOrEqual(20)
  expect(pack.checks.length).toBeGreaterThanOrEqual(12)
  expect(new Set(pack.products.map(({ grade }) => grade))).toEqual(new Set([1, 2, 3, 4, 5]))
  expect(pack.products.filter(({ privateOffering }) => privateOffering)).toHaveLength(1)
})

test('a customer of whom nothing is known still has a headline and a tip, and no check passes unlooked', () => {
  const { segments, tips, checks } = decide(compiled, input)
  expect(segments.at(-1)?.id).toBe('general')
  expect(tips.map(({ id }) => id)).toContain('anything-else')
  const registered = ['do-not-call']
  expect(checks.filter(({ verdict, id }) => verdict === 'pass' && !registered.includes(id))).toEqual([])
})

test('without consent there are still tips, and none of them is marketing', () => {
  const facts = { age: 66, app_active: true, marketing_consent: false, deposit_balance: 90_000_000 }
  const marketing = new Map(pack.tips.map((tip) => [tip.id, tip.marketing]))
  const { tips, hiddenTips } = decide(compiled, { ...input, facts })
  expect(tips.length).toBeGreaterThanOrEqual(4)
  expect(tips.filter(({ id }) => marketing.get(id))).toEqual([])
  expect(hiddenTips).toContainEqual({ id: 'deposit-terms', reason: 'no-consent', missing: [] })
})

test('sales tips are marketing, and no others', () => {
  for (const { id, category, marketing } of pack.tips)
    expect([id, marketing]).toEqual([id, category === 'sales'])
})

test('no rule claims to be verified before a bank has done so', () => {
  expect(everyCheck.filter(({ verified }) => verified)).toEqual([])
})

test('a badge holds two to six Chinese characters', () => {
  for (const { label } of pack.segments) expect(label.zh).toMatch(/^[\p{Script=Han}\d ]{2,6}$/u)
})

test('Chinese words are Chinese, with Chinese punctuation, and English ones English', () => {
  const words = [...pack.tips.flatMap(({ label, say, why }) => [label, say, why])]
  words.push(...everyCheck.flatMap(({ label, headline }) => [label, headline ?? label]))
  words.push(...everyCheck.flatMap(({ finding, whatNow, citation }) => [finding, whatNow, citation]))
  for (const { zh, en } of words) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(zh.replace(/\{\{.*?\}\}/g, '')).not.toMatch(/[,;!?()]|:(?!\d)/)
    expect(en).not.toMatch(/[\p{Script=Han}，。；：！？（）]/u)
  }
})

test('what a tip says rests on facts that its conditions ask for', () => {
  for (const { id, eligibility, applicability, say, why } of pack.tips) {
    const asked = `${eligibility} ${applicability}`
    const named = [...`${say.zh}${say.en}${why.zh}${why.en}`.matchAll(/\{\{(.*?)\}\}/g)].map(
      ([, name]) => name,
    )
    for (const name of named) expect([id, asked]).toEqual([id, expect.stringContaining(String(name))])
  }
})

test('nothing an agent reads out would be stopped if it were typed, and nothing holds an identifier', () => {
  for (const { say, why } of pack.tips) {
    for (const text of [say.zh, say.en, why.zh, why.en]) {
      expect(checkRemark(compiled, text).filter(({ verdict }) => verdict !== 'pass')).toEqual([])
      expect(scanIdentifiers(text)).toEqual([])
    }
  }
})

test('every check has a label without values, which fits a pass as well as a doubt, and a headline', () => {
  for (const { id, label, headline } of everyCheck) {
    expect([id, label.zh]).toEqual([id, expect.not.stringContaining('{{')])
    expect([id, headline?.zh]).not.toEqual([id, label.zh])
  }
})
