import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { SearchIndex } from '../../extension/search/index.ts'

interface Question {
  typed: string
  language: 'zh' | 'en' | 'mixed'
  how: string
  expected: { kind: 'script' | 'knowledge'; id: string }
}

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
const questions: Question[] = read('questions.json')
const plan: Record<
  'scripts' | 'knowledge',
  { id: string; label?: object; title?: object; matter?: object }[]
> = read('plan.json')
const playbook = assemblePlaybook()

/** At which place the expected answer stands, from 0; -1 where it is not among the first eight. */
const placeOf = (index: SearchIndex, { typed, expected }: Question): number =>
  index.find(typed, 8).findIndex(({ entry }) => entry.kind === expected.kind && entry.itemId === expected.id)

interface Rate {
  first: number
  firstThree: number
  missed: string[]
}

function rate(index: SearchIndex, asked = questions): Rate {
  const places = asked.map((question) => placeOf(index, question))
  return {
    first: places.filter((at) => at === 0).length,
    firstThree: places.filter((at) => at >= 0 && at < 3).length,
    missed: asked
      .filter((_, at) => !((places[at] ?? -1) >= 0 && (places[at] ?? 9) < 3))
      .map(({ typed }) => typed),
  }
}

describe('a hundred questions as agents type them, written before there was an index', () => {
  const index = SearchIndex.of(playbook)

  it('find what they look for among the first three, nearly all of them first', () => {
    const all = rate(index)
    console.log(
      `of ${questions.length}: first ${all.first}, among three ${all.firstThree}; missed ${all.missed.join(', ')}`,
    )
    for (const by of ['language', 'how'] as const)
      for (const [name, asked] of Map.groupBy(questions, (one) => one[by])) {
        const { first, firstThree } = rate(index, asked)
        console.log(`  ${name}: of ${asked.length}, first ${first}, among three ${firstThree}`)
      }
    expect(questions).toHaveLength(100)
    expect(all.first).toBeGreaterThanOrEqual(92)
    expect(all.firstThree).toBeGreaterThanOrEqual(98)
  })

  it('rest little on the table of synonyms, whose author knew them', () => {
    const bare = rate(SearchIndex.of({ ...playbook, synonyms: [] }))
    console.log(`without synonyms: first ${bare.first}, among three ${bare.firstThree}`)
    expect(bare.firstThree).toBeGreaterThanOrEqual(95)
  })

  it('ask for what was planned, and what was planned is there', () => {
    const named = ({ id, label, matter }: (typeof plan)['scripts'][number]) => ({ id, label, matter })
    expect(playbook.scripts.map(named).toSorted(byId)).toEqual(plan.scripts.map(named).toSorted(byId))
    expect(playbook.knowledge.map(({ id, label }) => ({ id, title: label }))).toEqual(plan.knowledge)
  })
})

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

describe('a search', () => {
  const index = SearchIndex.of(playbook)
  const first = (asked: string) => index.find(asked, 8)[0]?.entry.itemId

  test.each([
    ['one character', '催', 'collections-call'],
    ['the beginning of a word', 'mortg', 'mortgage-repricing'],
    ['two letters changed', 'morgtage', 'mortgage-repricing'],
    ['full-width letters', 'ＪＪ００８５', 'technology-fund'],
    ['a code in small letters', 'lc0127', 'steady-90'],
    ['letters that touch Chinese', 'APP登录', 'app-help'],
  ])('takes %s', (_, asked, id) => expect(first(asked)).toBe(id))

  it('takes a code as it is: one letter off it is another product', () => {
    expect(first('JJ0086')).toBeUndefined()
  })

  test.each(['', '   ', '。，！', '的', 'the', 'xyzzyq'])('finds nothing for “%s”', (asked) => {
    expect(index.find(asked, 8)).toEqual([])
  })

  it('gives at most as many as are asked for, and looks no further than a line', () => {
    expect(index.find('客户', 3)).toHaveLength(3)
    expect(index.find(`${'啊'.repeat(80)}挂失`, 3)).toEqual([])
  })
})
