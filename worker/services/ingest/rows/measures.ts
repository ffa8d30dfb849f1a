/** Between what stands by itself and other digits there is more than this. */
const NEAR = '[\\s\\p{Pd}._·•]{0,3}'

const DAY =
  '(?:19|20)\\d\\d(?:[-./](?:0?[1-9]|1[0-2])[-./](?:[12]\\d|3[01]|0?[1-9])|年(?:0?[1-9]|1[0-2])月(?:[12]\\d|3[01]|0?[1-9])日)'
const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?(?:Z| ?[+-][01]\\d:?[0-5]\\d)?'
const MOMENT = `${DAY}(?:[T ]{1,2}${CLOCK})?`
/** Moments one after another, and no other digits beside them: an identity card has its holder's day in the middle. */
const MOMENTS = new RegExp(`(?<!\\p{Nd}${NEAR})${MOMENT}(?:${NEAR}${MOMENT})*(?!${NEAR}\\p{Nd})`, 'giu')

/** `12,345,678.90`, of up to fifteen digits before the point. */
const GROUPED = /(?<![\p{Nd}.,])\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?(?![.,]?\p{Nd})/gu
/** `12345678.90`, of up to ten. */
const DECIMAL = new RegExp(`(?<!\\p{Nd}${NEAR})\\d{1,10}\\.\\d{1,2}(?!${NEAR}\\p{Nd})`, 'gu')

/** A text without the moments and amounts in it. */
export const withoutMeasures = (text: string): string =>
  text.replace(MOMENTS, 'x').replace(GROUPED, 'x').replace(DECIMAL, 'x')
