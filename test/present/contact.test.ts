import { expect, it } from 'vitest'
import { presentContact } from '../../extension/present/contact.ts'
import { presentPanel } from '../../extension/present/panel.ts'
import { decision, show } from './fixture.ts'

it("names every step in the reader's language, with the time it was done in the bank's zone", () => {
  expect(presentContact(show('zh-CN'), '7f3a…c21e', { told: '2026-11-23T06:31:30Z' })).toEqual({
    keyShort: '7f3a…c21e',
    line: '已做 1 / 2 步',
    steps: [
      { id: 'verified', label: '核对身份', at: '' },
      { id: 'told', label: '告知录音', at: '14:31' },
    ],
  })
  expect(presentContact(show('en'), '', {})?.line).toBe('0 of 2 done')
})

it('is nothing where the playbook asks for no steps', () => {
  const { compiled, ...rest } = show('en')
  const without = { ...compiled, playbook: { ...compiled.playbook, contactSteps: [] } }
  expect(presentContact({ ...rest, compiled: without }, '', {})).toBeNull()
})

it('stands in the panel beside the decision', () => {
  const contact = presentContact(show('en'), '', {})
  expect(presentPanel(show('en'), decision(), null, contact).contact).toBe(contact)
})
