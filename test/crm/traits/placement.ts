import { type Page, sheet, type Trait } from './parts.ts'

const middle: Page = (shown) =>
  `<div style="margin: 120px 260px">${sheet(shown)}</div><a href="?${shown.link}">下一位</a>`

/** A name with room on every side. */
export const placement: Trait = { before: middle, above: middle, below: middle, corner: middle }
