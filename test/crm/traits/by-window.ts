import { type Shown, sheet, type Trait } from './parts.ts'

const frames = ({ number, next, link }: Shown) => `
<iframe name=main src="part?khh=${number}&next=${next.number}" width=500 height=150></iframe><br>
<iframe name=last src="part?${link}" width=500 height=150></iframe>`

/** The same page in two frames and two windows: one frame of one window shows the customer at hand. */
export const byWindow: Trait = {
  '': (shown) => `正在办理：${frames(shown)}<a href="?${shown.link}">下一位</a>`,
  archive: (shown) => `历史查询：${frames(shown)}`,
  part: sheet,
}
