/** 13 to 19 digits of a known card range with a right check digit (Luhn). */
export function isCard(digits: string): boolean {
  return /^(?:2[2-7]|3[04-9]|[4569])\d{11,17}$/.test(digits) && luhn(digits)
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** Mainland mobile number, with or without the country code. */
export const isMobile = (digits: string) => /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits)

const region = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/

/** Resident identity number: 18 characters (x small) with checksum and date, or the old 15 digits with a date. */
export function isChineseId(digits: string): boolean {
  if (!region.test(digits)) return false
  if (/^\d{15}$/.test(digits)) return isDay(`19${digits.slice(6, 12)}`)
  return /^\d{17}[\dx]$/.test(digits) && isDay(digits.slice(6, 14)) && checksum(digits) === digits[17]
}

function isDay(text: string): boolean {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  const ms = Date.parse(`${iso}T00:00:00Z`)
  return text >= '1880' && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso)
}

/** GB 11643: weights are powers of two modulo 11. */
function checksum(digits: string): string | undefined {
  let sum = 0
  for (let place = 0; place < 17; place++) sum += Number(digits[place]) * (2 ** (17 - place) % 11)
  return '10x98765432'[sum % 11]
}
