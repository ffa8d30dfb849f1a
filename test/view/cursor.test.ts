import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { EventsQuery } from '../../worker/contract/view.ts'
import { cursorOf, textOfCursor } from '../../worker/services/view/cursor.ts'

it('comes back as it went out, whatever an id holds, and stands in an address as it is', () => {
  const text = fc.string({ maxLength: 64, unit: 'grapheme' })
  fc.assert(
    fc.property(text, text, text, (at, id, load) => {
      const carried = textOfCursor({ at, id, load })
      expect(carried).toMatch(/^[\w-]*$/)
      expect(cursorOf(carried)).toEqual({ at, id, load })
    }),
  )
})

it('is short enough to be asked with', () => {
  const before = textOfCursor({ at: new Date().toISOString(), id: 'x'.repeat(64), load: 'y'.repeat(64) })
  expect(EventsQuery.parse({ before })).toMatchObject({ before })
})
