import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Crm, startCrm } from '../crm/server.ts'
import { customers, startBank } from './bank.ts'

let crm: Crm
beforeAll(async () => {
  crm = await startBank()
})
afterAll(() => crm.close())

it('leads from the first page to all three systems', async () => {
  const text = await (await fetch(`${crm.url}/`)).text()
  const links = [...text.matchAll(/href="(\/(?:frames|webforms|spa)[^"]*)"/g)].map(([, path]) => path)
  expect(links).toHaveLength(6)
  for (const path of links) expect((await fetch(crm.url + path)).status).toBe(200)
})

it('tells the numbers of its customers', async () => {
  const numbers = await (await fetch(`${crm.url}/numbers.json`)).json()
  expect(numbers).toEqual(customers.map(({ number }) => number))
})

it('says so where a page does not exist', async () => {
  expect((await fetch(`${crm.url}/frames/nothing.do`)).status).toBe(404)
  expect((await fetch(`${crm.url}/assets/../server.ts`)).status).toBe(404)
})

it('goes on after a request that makes no sense', async () => {
  expect((await fetch(`${crm.url}/spa/api/orders`, { method: 'POST', body: '{' })).status).toBe(500)
  expect((await fetch(`${crm.url}/`)).status).toBe(200)
})

it('names the port that is taken', async () => {
  const port = Number(new URL(crm.url).port)
  await expect(startCrm({ port, customers, products: [] })).rejects.toThrow(`port ${port} is taken`)
})

it('is gone once closed', async () => {
  const other = await startBank()
  await other.close()
  await expect(fetch(other.url)).rejects.toThrow()
})
