import { sheet, type Trait } from './parts.ts'

/** Numbers are written with a mark before them and zeros up to a length. */
export const numberForm: Trait = {
  '': (shown) =>
    `${sheet({ ...shown, number: `KH-${shown.number.padStart(18, '0')}` })}<a href="?${shown.link}">下一位</a>`,
}
