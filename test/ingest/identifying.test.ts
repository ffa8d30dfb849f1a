import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isIdentifying, isIdentifyingId } from '../../worker/services/ingest/rows/identifying.ts'

const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const phone = digits(9).chain((rest) => fc.integer({ min: 3, max: 9 }).map((second) => `1${second}${rest}`))
const card = fc.integer({ min: 14, max: 17 }).chain((more) => digits(more).map((rest) => `62${rest}`))

/** Cut at some places, parts of `least` digits at least. */
const cut = (number: fc.Arbitrary<string>, sign: fc.Arbitrary<string>, least: number) =>
  fc
    .tuple(number, fc.array(fc.integer({ min: least, max: 7 }), { minLength: 1, maxLength: 5 }), sign)
    .map(([all, lengths, between]) => {
      const parts: string[] = []
      let rest = all
      for (const length of lengths) {
        if (rest.length - length < least) break
        parts.push(rest.slice(0, length))
        rest = rest.slice(length)
      }
      return [...parts, rest].join(between)
    })

describe('a text', () => {
  test.each([
    ...[
      '138/0013/8000',
      '(138)0013-8000',
      '6222,0212,3456,7890',
      '138 0013    8000',
      '6222、0212、3456、7890',
    ],
    ...[
      '电话：１３８，００１３，８０００',
      '（010）1234—5678',
      '138 | 0013 | 8000',
      '卡号 [6222] [0212] [3456] [7890]',
    ],
    ...[
      '一三八零零一三八零零零',
      '幺三八 零零幺三 八零零零',
      '壹叁捌零零壹叁捌零零零',
      '１３８\u200b００１３８０００',
    ],
    ...[
      '身份证 11010119900101123X',
      '1101-0119-9001-0112-3X',
      '110101-1990-01-01-1234',
      '110101 19900101 1234',
    ],
    ...['2026-01-02 6222021234567890', '13,800,138,000,000,000,000', '138001380001.00'],
  ])('with a number of eleven digits: %s', (text) => {
    expect(isIdentifying(text)).toBe(true)
  })

  test.each([
    ...[
      '2026-01-02 03:04',
      '2026-01-02T03:04:05.123456789Z',
      '2026/1/2 03:04:05.123456 +0800',
      '2026-01-02 - 2026-02-03',
    ],
    ...[
      '2026年1月2日至2026年12月31日',
      '2026.01.02–2026.03.04',
      '余额 123,456,789,012.34 元',
      '1234567890.12',
    ],
    ...[
      '12,345,678,901.00',
      '1,234,567, 2,345,678 and 3,456,789',
      '星期一 2026-01-02 03:04',
      '3、12、45、7、88、23、5、16',
    ],
    ...[
      '一、二、三、四、五、六、七、八、九、十、十一',
      '二〇二六年一月二日',
      'order 20260102 of 3',
      '6222 **** 7890',
    ],
    ...['统一 2026-01-02 03:04:05.123456', '3 of 4 on 2026-01-02, 5 of 6 on 2026-01-03'],
  ])('with moments and amounts alone: %s', (text) => {
    expect(isIdentifying(text)).toBe(false)
  })

  it('has none in any day, moment or amount', () => {
    const between = fc.constantFrom('-', '/', '.')
    const whole = fc
      .tuple(day, between)
      .map(([at, sign]) => at.toISOString().slice(0, 10).replaceAll('-', sign))
    const moment = fc
      .tuple(
        day,
        fc.constantFrom('T', ' '),
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.constantFrom('', 'Z', '+08:00', ' +0100'),
      )
      .map(([at, sign, nanos, zone]) => `${at.toISOString().slice(0, 19).replace('T', sign)}.${nanos}${zone}`)
    const money = fc.integer({ min: 0, max: 999_999_999_999 }).map((units) => units / 100)
    const amount = fc.oneof(
      money.map((value) => value.toLocaleString('en', { minimumFractionDigits: 2 })),
      money.map((value) => value.toFixed(2)),
      fc.integer({ min: 0, max: 999_999_999_999_999 }).map((value) => value.toLocaleString('en')),
    )
    const said = fc.tuple(
      fc.constantFrom('', '于 ', 'on ', '¥', '-'),
      fc.oneof(whole, moment, amount),
      fc.constantFrom('', ' 元', '起'),
    )
    fc.assert(
      fc.property(said, (parts) => !isIdentifying(parts.join(''))),
      { numRuns: 3000 },
    )
  })

  it('has one however near the digits of a phone or card stand', () => {
    const near = fc.constantFrom(' ', '-', '.', '_', ' - ', '·', '—', '   ')
    const far = fc.constantFrom('/', ',', '，', '、', ') ', ' (', '    ', ' / ', '|', ';')
    const numbers = fc.oneof(phone, card)
    fc.assert(
      fc.property(fc.oneof(numbers, cut(numbers, near, 3), cut(numbers, far, 3)), (number) => {
        // What is written as an amount is taken for one.
        fc.pre(!/^\d{1,3}(,\d{3}){1,4}$/.test(number.normalize('NFKC')))
        expect(isIdentifying(`a ${number}`)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('an id', () => {
  test.each([
    ...[
      'cust_138_0013_8000',
      'a13800138000',
      '138-001-38000',
      '13-800-138-000',
      'p1380013.8000',
      '86-138-001-38000',
    ],
    ...[
      '62220.21234.56789.0123',
      '6222-0212-3456-7890',
      '20261125093000',
      '110101-19900307-7432',
      'id.11010119900307-7432',
    ],
    ...['tel-2026-11-25-138-001-38000', '6222-021234-567890-001'],
  ])('with such a number: %s', (id) => {
    expect(isIdentifyingId(id)).toBe(true)
  })

  test.each([
    ...[
      'core:20261125:000123',
      '2026-11-25-000001',
      '20261125T143000.12345-1',
      '2026-11-25T14:30:00.123456789Z',
    ],
    ...[
      '1764061200.123456',
      '1764061200-1',
      '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '01K0A1111111111111111111ZZ'.slice(0, 26),
    ],
    ...[
      'core-2026-11-26-0001',
      '0012-000045-20261125-0001',
      '0012-000045-000123',
      '20261125-093000-000123',
      'shop.1.2.3-20261125-7',
    ],
    ...['12345678901234567890123456789012a', 'ev-01234567-8901-4234-8901-234567890123'],
  ])('that is a hash, a moment or a running number: %s', (id) => {
    expect(isIdentifyingId(id)).toBe(false)
  })

  it('has none in a UUID, a ULID, a hash, or a moment with a running number', () => {
    const serial = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'))
    const moment = day.map((at) => at.toISOString())
    const dated = fc
      .tuple(
        moment,
        fc.constantFrom('day', 'compact', 'time', 'plain'),
        fc.constantFrom('-', ':', '_', '.'),
        serial,
      )
      .map(([at, how, sign, n]) => {
        const whole = at.slice(0, 10)
        const shown = {
          day: whole,
          compact: whole.replaceAll('-', ''),
          time: at,
          plain: at.replace(/[-:]/g, ''),
        }
        return `${shown[how as keyof typeof shown]}${sign}${n}`
      })
    const hash = fc.stringMatching(/^[a-f][0-9a-f]{31}([0-9a-f]{32})?$/)
    // Of the years from 2005 on, and not all of digits.
    const ulid = fc.stringMatching(/^0[1-3][0-9A-HJKMNP-TV-Z]{23}[A-HJKMNP-TV-Z]$/)
    const made = fc.oneof(fc.uuid(), ulid, hash, dated)
    const named = fc.tuple(fc.constantFrom('', 'ev-', 'core:', 'a.'), made)
    fc.assert(
      fc.property(named, (parts) => {
        const id = parts.join('')
        expect(isIdentifyingId(id), id).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  it('has one however the digits of a phone or card are parted', () => {
    const sign = fc.constantFrom('-', '.', '_', ':')
    const least = fc.constantFrom(1, 2, 3)
    const parted = least.chain((n) => cut(fc.oneof(phone, card), sign, n))
    fc.assert(
      fc.property(parted, fc.constantFrom('', 'a-', 'tel.'), (number, before) => {
        // A day in the middle is taken for one, and ten digits with one more for a moment.
        fc.pre(
          !/(19|20)\d\d\D?(0[1-9]|1[0-2])\D?[0-3]\d/.test(number) &&
            !number.split(/\D/).some(({ length }) => length === 10),
        )
        expect(isIdentifyingId(before + number), number).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})
