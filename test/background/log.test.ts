import { afterEach, expect, it, vi } from 'vitest'
import { log, logUpTo } from '../../extension/background/log.ts'

afterEach(() => {
  logUpTo(null)
  vi.restoreAllMocks()
})

it.each([
  [null, ['error', 'warn']],
  ['error', ['error']],
  ['info', ['error', 'warn', 'info']],
  ['debug', ['error', 'warn', 'info', 'debug']],
] as const)('up to %s: %j', (level, said) => {
  const levels = ['error', 'warn', 'info', 'debug'] as const
  const lines: string[] = []
  for (const one of levels) vi.spyOn(console, one).mockImplementation((line) => lines.push(line))
  logUpTo(level)
  for (const one of levels) log(one, one, 1)
  expect(lines).toEqual(said.map((one) => `fineline: ${one} 1`))
})
