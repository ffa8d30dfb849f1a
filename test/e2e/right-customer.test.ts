import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../fuzz/random.ts'
import { fuzzSwitches } from '../fuzz/switches.ts'
import { slowLine } from '../stand/network.ts'
import { type Agent, openAgent } from './agent.ts'

const SEED = 20261123
const random = seeded(SEED)

let agent: Agent
beforeAll(async () => {
  agent = await openAgent({
    sampleSize: 3000,
    network: (edgeUrl) => slowLine(edgeUrl, (path) => (path === '/v1/decisions' ? random() ** 2 * 200 : 0)),
  })
})
afterAll(() => agent?.close())

test(`no badge of another customer through random switches (seed ${SEED})`, async () => {
  const reports = await fuzzSwitches(agent.context, agent.stand, 80, random)
  for (const { kind, firstWrong, switches, rightStays } of reports) {
    expect(firstWrong, kind).toEqual([])
    expect(switches, kind).toBeGreaterThan(10)
    expect(rightStays, kind).toBeGreaterThan(0)
  }
})
