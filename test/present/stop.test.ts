import { describe, expect, it, test } from 'vitest'
import { presentStop, type Stopped } from '../../extension/present/stop.ts'
import { check, decision, show } from './fixture.ts'

const facts = { risk_grade: 3, risk_assessed_on: '2026-03-12' }
const page = { product_grade: 4, amount: 20_000_000 }
const stopped = (...checks: Stopped['checks']): Stopped => ({
  decision: decision(facts),
  why: null,
  page,
  done: [],
  shortcut: 'Alt+Shift+F',
  checks,
})
const row = (view: ReturnType<typeof presentStop>, term: string) =>
  view?.rows.filter((one) => one.term === term).map(({ text }) => text)

describe('a stopped action', () => {
  it('says what is wrong, which rule, what now, and that nothing is lost', () => {
    expect(presentStop(show('zh-CN'), stopped(check('grade', 'block')))).toEqual({
      key8: '7f3a5566',
      mark: 'block',
      title: '已停止提交：产品 R4 高于客户 C3',
      rows: [
        { term: '情况', text: '有问题。还没有发出，填写的内容都在。' },
        {
          term: '依据',
          text: '办法第十二条，2026-02-01 起施行（规则尚未经本行合规确认）。',
          href: 'https://law.example/12',
          hrefLabel: '查看条文',
        },
        { term: '现在可以', text: '请改。' },
      ],
      checkIds: ['grade'],
      back: '返回修改',
      close: '关闭，回到按钮',
      noOverride: '这项检查不能说明理由后继续',
    })
    expect(presentStop(show('en'), stopped(check('grade', 'block')))?.title).toBe(
      'Submission stopped: Product R4 above customer C3',
    )
  })

  it('takes the grade of the product table where that is the higher one', () => {
    const known = { ...stopped(check('grade', 'block')), page: { ...page, product_code: 'ｌｃ1' } }
    expect(presentStop(show('zh-CN'), known)?.title).toBe('已停止提交：产品 R5 高于客户 C3')
  })

  it('names every further check with its rule, those in doubt together', () => {
    const checks = [
      check('grade', 'block'),
      check('time', 'not-checked', 'page.amount'),
      check('share', 'warn'),
    ]
    const view = presentStop(show('zh-CN'), stopped(...checks))
    expect(row(view, '另外')).toEqual(['名称。办法第十二条。', '也没能核查：名称。'])
    expect(view?.checkIds).toEqual(['grade', 'time', 'share'])
  })

  it('is nothing where the playbook knows none of its checks', () => {
    expect(presentStop(show('en'), stopped(check('gone', 'block')))).toBeNull()
  })
})

describe('a step that was not done before', () => {
  const asked = (more: Partial<Stopped>) => ({ ...stopped(check('steps', 'block')), ...more })

  it('is named, with the place where it is ticked and the keys that open it', () => {
    expect(row(presentStop(show('zh-CN'), asked({ done: ['told'] })), '要做的步骤')).toEqual([
      '做完后在侧栏“本次联系”里勾选：核对身份（Alt+Shift+F 打开侧栏）。',
    ])
    expect(row(presentStop(show('en'), asked({ shortcut: '' })), 'To do')).toEqual([
      'When done, tick under “This contact” in the side panel: Identity verified; Recording notice given.',
    ])
  })

  it('is not spoken of where no stopping check asks for it, or where all are done', () => {
    expect(row(presentStop(show('en'), stopped(check('grade', 'block'))), 'To do')).toEqual([])
    expect(row(presentStop(show('en'), asked({ done: ['told', 'verified'] })), 'To do')).toEqual([])
  })
})

describe('going on with a reason', () => {
  const reasons = (view: ReturnType<typeof presentStop>) => view?.override?.reasons.map(({ id }) => id)

  test.each([
    [['share'], ['a1', 'b1']],
    [['time'], ['b1']],
    [['share', 'time'], ['b1']],
    [['share', 'grade'], undefined],
  ])('past %j: %j', (ids, offered) => {
    const view = presentStop(show('en'), stopped(...ids.map((id) => check(id, 'warn'))))
    expect(reasons(view)).toEqual(offered)
    expect(view?.noOverride).toBe(offered ? '' : 'No reason can override this check')
  })

  it('is not offered while nobody knows whose action it is', () => {
    const view = presentStop(show('en'), { ...stopped(check('share', 'warn')), decision: null })
    expect(view?.override).toBeUndefined()
    expect(view?.key8).toBe('')
  })

  it('asks for the reason in the title', () => {
    expect(presentStop(show('zh-CN'), stopped(check('share', 'warn')))?.title).toBe('提交前请说明理由：名称')
  })
})

describe('an action in doubt', () => {
  it('is grey and names what is missing and where to mend it', () => {
    const view = presentStop(show('zh-CN'), stopped(check('grade', 'not-checked', 'customer.risk_grade')))
    expect(view).toMatchObject({ mark: 'none', title: '未核查，已停止提交：缺风险等级' })
    expect(row(view, '情况')).toEqual(['没能核查“产品与客户等级”。缺风险等级。还没有发出，填写的内容都在。'])
    expect(row(view, '现在可以')).toEqual(['请核实并在 CRM 补录。'])
  })

  it('points to the page where the page lacks it, by the label without its brackets', () => {
    const view = presentStop(show('zh-CN'), stopped(check('grade', 'not-checked', 'page.product_grade')))
    expect(view?.title).toBe('未核查，已停止提交：缺产品等级')
    expect(row(view, '现在可以')).toEqual(['请把页面上的这一项填好。'])
  })

  it('names what nobody knows of the contact', () => {
    const view = presentStop(show('zh-CN'), stopped(check('grade', 'not-checked', 'contact.direction')))
    expect(view?.title).toBe('未核查，已停止提交：缺呼入或呼出')
    expect(row(view, '现在可以')).toEqual(['请按本行规定人工核对。'])
  })

  it('says so where the rule itself gave no answer', () => {
    const view = presentStop(show('en'), stopped(check('grade', 'not-checked')))
    expect(view?.title).toBe('Not checked, submission stopped: This rule gave no answer')
  })

  it('says why the facts could not be had', () => {
    const missing = check('grade', 'not-checked', 'customer.risk_grade')
    const view = presentStop(show('zh-CN'), { ...stopped(missing), decision: null, why: 'unreachable' })
    expect(view?.title).toBe('未核查，已停止提交：连不上决策服务')
    expect(row(view, '现在可以')).toEqual(['急办的，请按本行规定人工核对。'])
  })
})
