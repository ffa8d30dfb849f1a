import { FIELDS, sheet, type Trait } from './parts.ts'

/** An order goes out by a link: a script makes its address of the fields. */
export const link: Trait = {
  '': (shown) => `${sheet(shown)}<a href="?${shown.link}">下一位</a><form>${FIELDS}</form>
<a href="javascript:void 0" onclick="location = 'save?khh=${shown.number}&' + new URLSearchParams(new FormData(document.forms[0]))"><span>提交申请</span></a>`,
}
