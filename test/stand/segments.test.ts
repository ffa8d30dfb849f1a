import { expect, test } from 'vitest'
import { importExtract } from '../../db/import/import.ts'
import { openLocalD1 } from '../../db/local.ts'
import { tempDir, writeFiles } from '../import/fixture.ts'
import { extract, mapping, SECRET } from '../import/made-up-bank.ts'
import { loadData } from './data.ts'

/** What `npm start` does with the databases of a folder: lines it says, and runs there are afterwards. */
async function started(stateDir: string) {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  await loadData({ stateDir, secret: SECRET, sampleSize: 60, adapters: [], groups: true, say })
  const local = await openLocalD1(stateDir)
  const { results } = await local.playbook
    .prepare('select model, state, published_by from segmentation_run order by model')
    .all()
  await local.close()
  return { runs: results, groups: said.filter((line) => line.includes('groups from data')) }
}

test('groups of the sample go live by themselves where nothing else is', async () => {
  const { runs, groups } = await started(await tempDir())
  expect(runs).toEqual(
    ['clusters', 'life-cycle', 'rfm'].map((model) => ({ model, state: 'live', published_by: 'npm start' })),
  )
  expect(groups).toEqual([expect.stringMatching(/^groups from data: rfm 60 customers/)])
})

test('its own are computed anew once they are too old to decide with, and nobody else’s are', async () => {
  const stateDir = await tempDir()
  await started(stateDir)
  const long = new Date(Date.now() - 32 * 86_400_000).toISOString()
  const local = await openLocalD1(stateDir)
  await local.playbook
    .prepare("update segmentation_run set started_at = ? where model <> 'rfm'")
    .bind(long)
    .run()
  await local.playbook
    .prepare("update segmentation_run set published_by = 'wang' where model = 'clusters'")
    .run()
  await local.close()
  const { runs, groups } = await started(stateDir)
  expect(
    runs.map(({ model, state, published_by }) => `${model} ${state} ${published_by}`).toSorted(),
  ).toEqual([
    ...['clusters live wang', 'life-cycle live npm start', 'life-cycle replaced npm start'],
    'rfm live npm start',
  ])
  expect(groups).toEqual([expect.stringMatching(/^groups from data: life-cycle \d+ customers$/)])
})

test("beside a bank's own extract none is computed, and it is said why", async () => {
  const stateDir = await tempDir()
  const local = await openLocalD1(stateDir)
  await local.migrate()
  const dir = await writeFiles(extract(50))
  await importExtract({ db: local.customers, mapping, dir, secret: SECRET, seed: 'a seed' })
  await local.close()
  const { runs, groups } = await started(stateDir)
  expect(runs).toEqual([])
  expect(groups).toEqual([
    `groups from data not computed: beside the sample ${mapping.dataset} is live; start runs in the console`,
  ])
})
