import { expect, test } from 'vitest'
import { chordOf } from '../../extension/picker/chord.ts'
import { conditionsHold, failing } from '../../extension/picker/outcome.ts'
import type { Judged, Why } from '../../extension/picker/types.ts'

const step = (part: Judged['part'], why: Why | null, name = ''): Judged => ({ part, name, what: part, why })

test('a step that failed is no failure where another reads the same', () => {
  expect(failing([step('number', 'none'), step('number', null)])).toEqual([])
  expect(failing([step('number', 'none'), step('number', 'empty')])).toHaveLength(2)
})

test('every box for remarks must be there, every field has steps of its own', () => {
  expect(failing([step('field', null, 'remark'), step('field', 'none', 'remark')])).toHaveLength(1)
  expect(failing([step('field', null, 'amount'), step('field', 'none', 'product_code')])).toHaveLength(1)
})

test('a screen is here where all its conditions hold, whatever it reads', () => {
  expect(conditionsHold([step('url', null), step('number', 'none')])).toBe(true)
  expect(conditionsHold([step('url', null), step('present', 'none')])).toBe(false)
  expect(conditionsHold([])).toBe(false)
})

const held = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false }
test.each([
  [{ key: 'F9' }, 'F9'],
  [{ key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
  [{ key: 's', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+S'],
  [{ key: 'Control', ctrlKey: true }, null],
  [{ key: 'Tab' }, null],
  [{ key: 'a' }, null],
])('%j is the shortcut %s', (keys, chord) => expect(chordOf({ ...held, ...keys })).toBe(chord))
