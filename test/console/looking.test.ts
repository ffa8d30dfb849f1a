import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { EdgeRefusal, looking } from '../../extension/console/edge.ts'

afterEach(() => vi.unstubAllGlobals())

const Thing = z.object({ name: z.string() })

/** An edge that answers in turn; gives back with which ETag it was asked. */
function edge(...answers: object[]) {
  const asked: unknown[] = []
  const sendMessage = async ({ etag }: { etag?: string }) => {
    asked.push(etag)
    return answers[asked.length - 1]
  }
  vi.stubGlobal('chrome', { runtime: { sendMessage } })
  return asked
}

test('what is still the same stays the same object and is not sent anew', async () => {
  const asked = edge(
    { status: 200, etag: '"1"', body: { name: 'a' } },
    { status: 304, etag: '"1"', body: null },
    { status: 200, etag: '"2"', body: { name: 'b' } },
    { status: 304, etag: '"2"', body: null },
  )
  const look = looking(Thing, '/v1/thing')
  const first = await look()
  expect(await look()).toBe(first)
  const second = await look()
  expect(second).toEqual({ name: 'b' })
  expect(await look()).toBe(second)
  expect(asked).toEqual([undefined, '"1"', '"1"', '"2"'])
})

test('after a refusal it is asked with the last that was had', async () => {
  const asked = edge(
    { status: 200, etag: '"1"', body: { name: 'a' } },
    { why: 'unreachable' },
    { status: 304, etag: '"1"', body: null },
  )
  const look = looking(Thing, '/v1/thing')
  const first = await look()
  await expect(look()).rejects.toThrow(EdgeRefusal)
  expect(await look()).toBe(first)
  expect(asked).toEqual([undefined, '"1"', '"1"'])
})

test('an edge without ETags is asked for the whole each time', async () => {
  const asked = edge(
    { status: 200, etag: '', body: { name: 'a' } },
    { status: 200, etag: '', body: { name: 'a' } },
  )
  const look = looking(Thing, '/v1/thing')
  await look()
  expect(await look()).toEqual({ name: 'a' })
  expect(asked).toEqual([undefined, undefined])
})
