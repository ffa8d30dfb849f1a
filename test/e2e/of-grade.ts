import type { BankCustomer } from '../stand/data.ts'

const HALF_A_YEAR = 180 * 86_400_000

const recent = (day: unknown) => Date.now() - Date.parse(String(day)) < HALF_A_YEAR

/** Numbers of customers of that risk grade, assessed lately, the richest first, so that one rule alone decides. */
export const ofGrade = (customers: BankCustomer[], grade: number): string[] =>
  customers
    .filter(({ facts }) => facts.risk_grade === grade && recent(facts.risk_assessed_on))
    .filter(({ facts }) => Number(facts.age) < 60 && Number(facts.total_assets) > 0)
    .toSorted((a, b) => Number(b.facts.total_assets) - Number(a.facts.total_assets))
    .map(({ number }) => number)
