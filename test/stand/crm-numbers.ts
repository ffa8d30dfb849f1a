import type { CrmKind } from './crm-driver.ts'

/** The number standing in a document of each kind of the simulator, or null: text of a function, for use in pages. */
export const NUMBER_IN: Record<CrmKind, string> = {
  spa: `(doc) => doc.querySelector('section.cust-detail input[name=custNo]')?.value || null`,
  webforms: `(doc) => doc.querySelector('[id$=_lblCustNo]')?.textContent.trim() || null`,
  frames: `(doc) => /detail[.]do|order[.]do/.test(doc.location.href)
    ? [...doc.querySelectorAll('td')].find((td) => td.textContent.trim() === '客户号：')?.nextElementSibling?.textContent.trim() || null : null`,
}
