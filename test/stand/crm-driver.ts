import type { Frame, Locator, Page } from 'playwright-core'

/** The three kinds of the simulator. */
export type CrmKind = 'frames' | 'webforms' | 'spa'
export const KINDS: CrmKind[] = ['frames', 'webforms', 'spa']

interface Fields {
  product: string
  amount: string
  disclosed: string
  remark: string
  submit: string
}

const FIELDS: Record<CrmKind, Fields> = {
  frames: {
    product: 'select[name=cpdm]',
    amount: 'input[name=je]',
    disclosed: 'input[name=fxjs]',
    remark: 'textarea[name=bz]',
    submit: 'input[name=submit]',
  },
  webforms: {
    product: 'select[id$=_ddlProduct]',
    amount: 'input[id$=_txtAmount]',
    disclosed: 'input[id$=_chkRisk]',
    remark: 'textarea[id$=_txtOrderRemark]',
    submit: 'input[id$=_btnSubmit]',
  },
  spa: {
    product: 'form.order-form select[name=productCode]',
    amount: 'form.order-form input[name=amount]',
    disclosed: 'form.order-form input[name=riskDisclosed]',
    remark: 'form.order-form textarea[name=orderRemark]',
    submit: 'form.order-form button[type=submit]',
  },
}

const PATHS: Record<CrmKind, (number: string) => string> = {
  frames: (number) => `/frames/?customer=${number}`,
  webforms: (number) => `/webforms/customer?no=${number}`,
  spa: (number) => `/spa/#/customer/${number}`,
}

/** What an agent fills in. Amount in yuan. */
export interface OrderInput {
  product: string
  amount: string
  disclosed: boolean
  remark?: string
}

export function customerUrl(crmUrl: string, kind: CrmKind, number: string): string {
  return crmUrl + PATHS[kind](encodeURIComponent(number))
}

/** The frame that holds the order form. */
export async function orderFrame(page: Page, kind: CrmKind): Promise<Frame> {
  if (kind !== 'frames') return page.mainFrame()
  for (;;) {
    const frame = page.frames().find((one) => one.url().includes('/frames/order.do'))
    if (frame && (await frame.locator(FIELDS.frames.product).count())) return frame
    await page.waitForTimeout(20)
  }
}

/** The remark of the order form, which text checks read. */
export const remarkOf = (frame: Frame, kind: CrmKind): Locator => frame.locator(FIELDS[kind].remark)

/** Fills the order form in as an agent does; every partial answer of the server is awaited. */
export async function fillOrder(page: Page, kind: CrmKind, order: OrderInput): Promise<Frame> {
  const frame = await orderFrame(page, kind)
  const fields = FIELDS[kind]
  const answered =
    kind === 'webforms' ? page.waitForResponse((answer) => answer.request().method() === 'POST') : null
  await frame.locator(fields.product).selectOption(order.product)
  await answered
  await frame.waitForFunction(
    ([selector, code]) =>
      (document.querySelector(selector as string) as HTMLSelectElement | null)?.value === code,
    [fields.product, order.product],
  )
  await frame.locator(fields.amount).fill(order.amount)
  await frame.locator(fields.disclosed).setChecked(order.disclosed)
  if (order.remark !== undefined) await frame.locator(fields.remark).fill(order.remark)
  return frame
}

/** Presses the CRM's own submit button with the mouse. */
export async function pressSubmit(frame: Frame, kind: CrmKind): Promise<void> {
  await frame.locator(FIELDS[kind].submit).click()
}
