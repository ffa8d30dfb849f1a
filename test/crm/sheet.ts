import type { Base, Customer } from './base.ts'
import type { Person } from './people.ts'
import { coded, customerGrade, customerType, money, plain } from './words.ts'

/** One labelled value of the detail screen. `wide` fills a line, `money` stands to the right. */
export interface Field {
  id: string
  label: string
  text: string
  style: 'half' | 'wide' | 'money'
}

const FIELDS: [id: string, label: string, style: Field['style'], show: (c: Customer, p: Person) => string][] =
  [
    ['CustNo', '客户号', 'half', ({ number }) => number],
    ['CustType', '客户类型', 'half', ({ facts }) => customerType(facts)],
    ['CustName', '客户姓名', 'wide', (_, { name }) => name],
    ['Gender', '性别', 'half', ({ facts }) => coded(facts, 'gender')],
    ['Age', '年龄', 'half', ({ facts }) => plain(facts, 'age')],
    ['IdType', '证件类型', 'half', () => '居民身份证'],
    ['IdNo', '证件号码', 'half', (_, { idNumber }) => idNumber],
    ['Phone', '手机号码', 'half', (_, { phone }) => phone],
    ['Job', '职业', 'half', ({ facts }) => coded(facts, 'job')],
    ['Marital', '婚姻状况', 'half', ({ facts }) => coded(facts, 'marital')],
    ['Education', '教育程度', 'half', ({ facts }) => coded(facts, 'education')],
    ['Address', '通讯地址', 'wide', (_, { address }) => address],
    ['OpenedOn', '开户日期', 'half', ({ facts }) => plain(facts, 'account_opened_on')],
    ['Branch', '开户机构', 'half', (_, { branch }) => branch],
    ['RiskGrade', '风险等级', 'half', ({ facts }) => customerGrade(facts)],
    ['AssessedOn', '评估日期', 'half', ({ facts }) => plain(facts, 'risk_assessed_on')],
    ['Deposit', '活期余额', 'money', ({ facts }) => money(facts, 'deposit_balance')],
    ['TermDeposit', '定期余额', 'money', ({ facts }) => money(facts, 'term_deposit_balance')],
    ['Wealth', '理财余额', 'money', ({ facts }) => money(facts, 'wealth_balance')],
    ['Fund', '基金市值', 'money', ({ facts }) => money(facts, 'fund_balance')],
    ['LoanAmount', '贷款金额', 'money', ({ facts }) => money(facts, 'loan_amount')],
    ['LoanStatus', '贷款状态', 'half', ({ facts }) => coded(facts, 'loan_status')],
    ['CardType', '卡种', 'half', ({ facts }) => coded(facts, 'card_type')],
    ['LastContact', '最近联系', 'half', ({ facts }) => plain(facts, 'last_contact_on')],
  ]

/** What the detail screen shows of a customer, in order. */
export function sheetOf(base: Base, customer: Customer): Field[] {
  const person = base.person(customer.number)
  return FIELDS.map(([id, label, style, show]) => ({ id, label, style, text: show(customer, person) }))
}

/** The fields in lines of two; a wide one stands alone. */
export function linesOf(fields: Field[]): Field[][] {
  const lines: Field[][] = []
  for (const field of fields) {
    const last = lines.at(-1)
    const joins = last?.length === 1 && last[0]?.style !== 'wide' && field.style !== 'wide'
    if (joins) last.push(field)
    else lines.push([field])
  }
  return lines
}

/** The account a purchase is paid from, as it stands in the form. */
export const accountOf = (base: Base, { number, facts }: Customer): string =>
  `${base.person(number).account} 活期 ${money(facts, 'deposit_balance')}`

/** One line of the account table, in words. */
export interface Account {
  account: string
  kind: string
  currency: string
  balance: string
}

const KINDS = [
  ['活期', 'deposit_balance'],
  ['定期', 'term_deposit_balance'],
  ['理财', 'wealth_balance'],
  ['基金', 'fund_balance'],
] as const

/** The accounts whose balance is known. */
export function accountsOf(base: Base, { number, facts }: Customer): Account[] {
  const { account } = base.person(number)
  return KINDS.filter(([, fact]) => typeof facts[fact] === 'number').map(([kind, fact], at) => ({
    account: `${account}-${at + 1}`,
    kind,
    currency: '本币',
    balance: money(facts, fact),
  }))
}
