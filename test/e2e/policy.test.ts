import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fleet } from '../../worker/contract/fleet.ts'
import { openBrowser, serviceWorker } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import { customerUrl, fillOrder, pressSubmit } from '../stand/crm-driver.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { type Identity, startIdentity } from '../stand/identity.ts'
import { whyNotManaged } from '../stand/managed-chromium.ts'
import { type Managed, managedBrowser } from '../stand/managed-policy.ts'
import { HOME } from '../stand/paths.ts'
import { Progress } from '../stand/report.ts'
import { openPanel } from '../stand/side-panel.ts'
import { openStand, type Stand } from '../stand/stand.ts'
import { firstCustomer, inOrder, tooRisky } from '../stand/story.ts'

/** The browser looks at its policy files every few seconds. Milliseconds. */
const SEEN = 30_000
const why = whyNotManaged()
if (why) console.warn(`\n!!! SKIPPED: no policy file was tried here: ${why} !!!\n`)

describe.skipIf(why)(
  `with real policy files${why && ` — SKIPPED, NOTHING OF THIS WAS TRIED: ${why}`}`,
  () => {
    let home: string
    let stand: Stand
    let managed: Managed
    let context: BrowserContext
    let page: Page
    let eyes: Eyes
    let panel: Page
    let other: Identity
    let good: Record<string, unknown>
    /** Everything the background has said in its console. */
    const said: string[] = []

    beforeAll(async () => {
      await mkdir(HOME, { recursive: true })
      home = await mkdtemp(join(HOME, 'e2e-'))
      const ports = { edge: 0, identity: 0, crm: 0 }
      stand = await openStand({ home, progress: new Progress(), ports, sampleSize: 300 })
      const local = join(stand.extensionDir, 'policy.local.json')
      good = JSON.parse(await readFile(local, 'utf8'))
      await rm(local)
      managed = await managedBrowser(home, await ensureChromium())
      const { executablePath } = managed
      const { extensionDir, extensionId } = stand
      context = await openBrowser({
        executablePath,
        extensionDir,
        profileDir: join(home, 'profile'),
        headless: true,
      })
      const worker = await serviceWorker(context)
      worker.on('console', (message) => said.push(message.text()))
      other = await startIdentity({
        ...{ port: 0, extensionIds: [extensionId], audience: String(good.audience), autoSignIn: 'agent-02' },
      })
      page = await context.newPage()
      eyes = await Eyes.open(page)
      await page.goto(customerUrl(stand.crmUrl, 'spa', firstCustomer(stand).number))
      panel = await openPanel(context, stand, page)
      await page.bringToFront()
    })
    afterAll(async () => {
      await context?.close()
      await other?.close()
      await stand?.close()
      if (home) await rm(home, { recursive: true, force: true })
    })

    const set = (change: Record<string, unknown> | null = {}) =>
      managed.write(stand.extensionId, change && { ...good, ...change })
    const badge = ({ kind, key8 }: Seen) => kind === 'badge' && key8 !== ''
    const decided = (seen: Seen) => badge(seen) && seen.mark !== 'none'
    const panelSays = (text: string | RegExp) =>
      expect.poll(() => panel.locator('body').innerText(), { timeout: SEEN }).toMatch(text)
    const inBackground = async <T>(act: () => Promise<T>): Promise<T> =>
      (await serviceWorker(context)).evaluate(act)
    const orders = () => stand.crm?.orders.length ?? 0

    async function options(): Promise<string> {
      const view = await context.newPage()
      await view.goto(`chrome-extension://${stand.extensionId}/options.html`)
      const text = await view.locator('.policy').innerText()
      await view.close()
      return text
    }

    async function browsers() {
      const authorization = `Bearer ${await stand.signIn('admin-01')}`
      const answer = await fetch(`${stand.edgeUrl}/v1/fleet`, { headers: { authorization } })
      return Fleet.parse(await answer.json()).list
    }

    test('before it arrives the page says so; when it arrives it is obeyed without a reload', async () => {
      const pill = await eyes.wait('pill', ({ kind }) => kind === 'loose')
      expect(pill.mark).toBe('none')
      // In the browser's own language: nobody has said another yet.
      await panelSays('no settings from the administrator yet')
      await set()
      await eyes.wait('badge', decided, 60_000)
      await panelSays(/策略包 1/)
    })

    test('a script in the bank’s page cannot read it, nor anything else of the extension', async () => {
      const read = (area: string) =>
        eyes.inEveryFrame<string>(`chrome.storage.${area}.get().then(() => 'read', (error) => error.message)`)
      for (const area of ['managed', 'local', 'session'])
        expect(await read(area)).toEqual(['Access to storage is not allowed from this context.'])
    })

    test('the secret stands in no other storage and on no page; tokens in session storage alone', async () => {
      const [local, sync, session] = await inBackground(async () =>
        Promise.all(
          [chrome.storage.local, chrome.storage.sync, chrome.storage.session].map(async (area) =>
            JSON.stringify(await area.get()),
          ),
        ),
      )
      const texts = [
        local,
        sync,
        session,
        await options(),
        await panel.content(),
        await page.content(),
      ].join()
      expect(texts).not.toContain(good.hmacSecret)
      expect(session).toContain('accessToken')
      expect([local, sync].join()).not.toMatch(/eyJ[\w-]+\.[\w-]+\./)
      expect(sync).toBe('{}')
    })

    test('another language is spoken at once', async () => {
      await set({ language: 'en' })
      await panelSays(/Checks/)
      expect(await options()).toContain('Set by your administrator')
      await set()
      await panelSays(/检查/)
    })

    test('checks that are switched off guard nothing and pass for nothing', async () => {
      await set({ disabledFeatures: ['compliance-check'] })
      await eyes.wait('grey badge', (seen) => badge(seen) && seen.mark === 'none', SEEN)
      await panelSays('检查已由科技部门关闭：没有查过，也不把守按钮。')
      expect(await panel.locator('body').innerText()).not.toContain('项通过')
      const before = orders()
      await pressSubmit(await fillOrder(page, 'spa', tooRisky(stand)), 'spa')
      await expect.poll(orders).toBe(before + 1)
      await set()
      await eyes.wait('badge', decided, SEEN)
    })

    test('a page that policy does not name gets nothing, and gets everything when it is named again', async () => {
      await set({ hosts: ['https://crm.bank.example/*'] })
      await expect.poll(options, { timeout: SEEN }).toContain('crm.bank.example')
      await eyes.waitGone('everything', () => true, SEEN)
      await page.reload()
      await eyes.never('something on a page that is none of ours', (seen) => seen.length > 0, 3000)
      await set({ hosts: [`${stand.crmUrl}/*`] })
      await eyes.wait('badge', decided, SEEN)
    })

    test('another secret makes other keys of the customers on screen', async () => {
      const { key8 } = await eyes.wait('badge', decided)
      await set({ hmacSecret: 'another secret, unknown to the edge', hmacKeyId: 'other-1' })
      const seen = await eyes.wait('badge of another key', (one) => badge(one) && one.key8 !== key8, SEEN)
      expect(seen.mark).toBe('none')
      await panelSays('未核查')
      await set()
      await eyes.wait('badge of the first key', (one) => decided(one) && one.key8 === key8, SEEN)
    })

    test('a wrong policy is used nowhere, and is named on the page, in the settings and to the fleet', async () => {
      await set({ failMode: 'close', retentionDays: 0, logLevel: 'debug' })
      await panelSays('未核查：管理员的设置有误')
      await panelSays('有误的设置：无法核查时、待发内容保留')
      await eyes.waitGone('what was decided', decided)
      const text = await options()
      expect(text).toContain('2 项不对，整份设置都没有使用。')
      expect(text).toContain('不可用：应为“open”（放行）或“closed”（停止）')
      const told = async () => (await browsers()).flatMap(({ problems }) => problems)
      await expect.poll(told, { timeout: SEEN }).toEqual([
        { key: 'failMode', fault: 'value' },
        { key: 'retentionDays', fault: 'value' },
      ])
      await set()
      await eyes.wait('badge', decided, SEEN)
      await expect.poll(told, { timeout: SEEN }).toEqual([])
      const [own] = await browsers()
      expect(own).toMatchObject({
        agent: 'agent-01',
        ring: 'all',
        hmacKeyId: good.hmacKeyId,
        source: 'managed',
      })
      expect(own?.browser.name).toMatch(/Chrom/)
    })

    test('closed stops what nobody can check, open lets it through and says so', async () => {
      await set({ failMode: 'closed' })
      await eyes.wait('badge', decided, SEEN)
      await expect
        .poll(
          () => inBackground(async () => JSON.stringify(await chrome.storage.local.get('policy-outlives'))),
          {
            timeout: SEEN,
          },
        )
        .toContain('"failMode":"closed"')
      await eyes.wait('badge', decided, SEEN)
      await stand.stopEdge()
      await page.goto(customerUrl(stand.crmUrl, 'spa', stand.data.customers.at(-1)?.number ?? ''))
      await eyes.wait('grey badge', (seen) => badge(seen) && seen.mark === 'none')
      await panelSays('在能够核查之前，受控操作一律停止')
      const before = orders()
      await pressSubmit(await fillOrder(page, 'spa', inOrder(stand)), 'spa')
      const stop = await eyes.wait('stop', ({ kind }) => kind === 'stop')
      expect(stop.text).toMatch(/未核查，已停止提交/)
      expect(orders()).toBe(before)
      await eyes.press(stop, '返回修改')
      await set({ failMode: 'open' })
      await panelSays('受控操作照常放行，并注明未核查')
      await pressSubmit(await fillOrder(page, 'spa', inOrder(stand)), 'spa')
      await expect.poll(orders).toBe(before + 1)
      await panelSays('未核查：连不上决策服务')
      await stand.startEdge()
      await set()
    })

    test('at another edge nothing of the first one stands', async () => {
      await page.goto(customerUrl(stand.crmUrl, 'spa', firstCustomer(stand).number))
      await eyes.wait('badge', decided, SEEN)
      const of = () =>
        inBackground(async () => {
          const kept = await chrome.storage.local.get<Record<string, { edgeUrl?: string; etag?: string }>>()
          return [kept['policy-of']?.edgeUrl, Boolean(kept.playbook)]
        })
      await set({ edgeUrl: 'http://127.0.0.1:9' })
      await eyes.waitGone('what the first edge decided', decided, SEEN)
      expect(await of()).toEqual(['http://127.0.0.1:9', false])
      await panelSays('没有把守任何按钮')
      await set({ edgeUrl: stand.edgeUrl.replace('127.0.0.1', 'localhost') })
      await eyes.wait('badge', decided, SEEN)
      expect(await of()).toEqual([stand.edgeUrl.replace('127.0.0.1', 'localhost'), true])
      await set()
      await eyes.wait('badge', decided, SEEN)
    })

    test('whoever was signed in at another provider is signed in here no more', async () => {
      const who = () =>
        inBackground(
          async () =>
            (await chrome.storage.session.get<Record<string, { issuer: string }>>('session')).session?.issuer,
        )
      expect(await who()).toBe(good.issuer)
      await set({ issuer: other.issuer })
      await eyes.waitGone('what was decided for the other agent', decided, SEEN)
      await expect.poll(who, { timeout: SEEN }).not.toBe(good.issuer)
      await set()
      await eyes.wait('badge', decided, SEEN)
      await expect.poll(who, { timeout: SEEN }).toBe(good.issuer)
    })

    test('the log names keys and codes, and never a secret, a token or a customer', async () => {
      expect(said.some((line) => line.includes('policy refused: failMode value'))).toBe(true)
      const lines = said.join('\n')
      expect(lines).not.toContain(String(good.hmacSecret))
      expect(lines).not.toMatch(/eyJ[\w-]+\.|[\da-f]{64}/)
      for (const { number } of stand.data.customers) expect(lines).not.toContain(number)
    })

    test('when it is taken away, nothing of it stays in use', async () => {
      await set(null)
      await eyes.waitGone('what was decided', decided, SEEN)
      await panelSays('还没有收到管理员的设置')
    })
  },
)
