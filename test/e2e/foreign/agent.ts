import { fileURLToPath } from 'node:url'
import type { Frame, Page } from 'playwright-core'
import { readAdapter } from '../../../db/packs/adapter.ts'
import { Eyes } from '../../stand/eyes.ts'
import { customersOfGrade } from '../../stand/story.ts'
import { type Agent, type AgentOptions, openAgent } from '../agent.ts'
import { type ForeignCrm, startForeignCrm } from './crm.ts'

/** An agent over the CRM of single pages. */
export interface ForeignAgent extends Agent {
  crm: ForeignCrm
  visit(path: string): Promise<{ page: Page; eyes: Eyes }>
  /** Numbers of customers of that risk grade. */
  ofGrade(grade: number): string[]
}

export async function openForeignAgent(options: AgentOptions = {}): Promise<ForeignAgent> {
  const crm = await startForeignCrm()
  const adapter = readAdapter(fileURLToPath(new URL('./adapter.json', import.meta.url)))
  const agent = await openAgent({ ...options, crmUrl: crm.url, adapters: [adapter] })
  return Object.assign(Object.create(agent) as Agent, {
    crm,
    async visit(path: string) {
      const page = await agent.context.newPage()
      const eyes = await Eyes.open(page)
      await page.goto(crm.url + path)
      return { page, eyes }
    },
    ofGrade: (grade: number) => customersOfGrade(agent.stand, grade).map(({ number }) => number),
    async close() {
      await agent.close()
      await crm.close()
    },
  })
}

/** Fills the order form in. */
export async function fill(frame: Frame | Page, product: string, amount: string): Promise<void> {
  await frame.selectOption('select[name=cp]', product)
  await frame.fill('input[name=je]', amount)
  await frame.setChecked('input[name=fx]', true)
}

export const SUBMIT = 'form[name=f1] input[value="提 交"]'
