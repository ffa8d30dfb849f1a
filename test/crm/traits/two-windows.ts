import { order, sheet, type Trait } from './parts.ts'

/** The same page is open in two windows, for different customers. */
export const twoWindows: Trait = {
  '': (shown) => `<a href="?${shown.link}">下一位</a>${sheet(shown)}${order(shown)}`,
}
