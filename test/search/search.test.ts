import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { SearchIndex } from '../../extension/search/index.ts'
import { questions, rateOf } from './rate.ts'

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
const plan: Record<
  'scripts' | 'knowledge',
  { id: string; label?: object; title?: object; matter?: object }[]
> = read('plan.json')
const playbook = assemblePlaybook()

/** Shown whether the test passes or not. */
const say = (line: string) => process.stdout.write(`${line}\n`)

describe('a hundred questions as agents type them, written before there was an index', () => {
  const index = SearchIndex.of(playbook)

  it('find what they look for among the first three, nearly all of them first', () => {
    const all = rateOf(index)
    say(
      `of ${questions.length}: first ${all.first}, among three ${all.firstThree}; missed ${all.missed.join(', ')}`,
    )
    for (const by of ['language', 'how'] as const)
      for (const [name, asked] of Map.groupBy(questions, (one) => one[by])) {
        const { first, firstThree } = rateOf(index, asked)
        say(`  ${name}: of ${asked.length}, first ${first}, among three ${firstThree}`)
      }
    expect(questions).toHaveLength(100)
    expect(all.first).toBeGreaterThanOrEqual(92)
    expect(all.firstThree).toBeGreaterThanOrEqual(98)
  })

  it('rest little on the table of synonyms, whose author knew them', () => {
    const bare = rateOf(SearchIndex.of({ ...playbook, synonyms: [] }))
    say(`without synonyms: first ${bare.first}, among three ${bare.firstThree}`)
    expect(bare.firstThree).toBeGreaterThanOrEqual(95)
  })

  it('ask for what was planned, and what was planned is there', () => {
    const named = ({ id, label, matter }: (typeof plan)['scripts'][number]) => ({ id, label, matter })
    expect(playbook.scripts.map(named)).toEqual(expect.arrayContaining(plan.scripts.map(named)))
    expect(playbook.knowledge.map(({ id, label }) => ({ id, title: label }))).toEqual(plan.knowledge)
  })
})

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
