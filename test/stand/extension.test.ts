import { expect, test } from 'vitest'
import { stampManifest } from '../../rollout/build/manifest.ts'
import { buildVersion } from './extension.ts'
import { extensionId, PUBLIC_KEY } from './extension-id.ts'

test('a stamped manifest names the pages and servers it was given and nothing else', () => {
  const built = {
    version: '0.1.0',
    content_scripts: [{ matches: ['https://crm.fineline.invalid/*'] }],
    host_permissions: ['<all_urls>'],
  }
  const stamped = stampManifest(built, {
    pages: ['https://crm.bank.example/*'],
    servers: ['https://edge.bank.example/*'],
  })
  expect(stamped.content_scripts[0]?.matches).toEqual(['https://crm.bank.example/*'])
  expect(stamped.host_permissions).toEqual(['https://crm.bank.example/*', 'https://edge.bank.example/*'])
  expect(JSON.stringify(stamped)).not.toContain('<all_urls>')
})

test('a stamped manifest names whole hosts: for a part of one the browser refuses scripts in frames without an address', () => {
  const built = { version: '0.1.0', content_scripts: [{ matches: [] }] }
  const pages = [
    'https://crm.bank.example/cust/*',
    'https://crm.bank.example/order/*?a',
    'http://127.0.0.1:8080/x',
  ]
  const stamped = stampManifest(built, { pages, servers: [] })
  expect(stamped.content_scripts[0]?.matches).toEqual([
    'https://crm.bank.example/*',
    'http://127.0.0.1:8080/*',
  ])
})

test('the id is made of the letters a to p, as Chrome makes it', () => {
  expect(extensionId(PUBLIC_KEY)).toMatch(/^[a-p]{32}$/)
})

test('another build has another version, within what Chrome takes', () => {
  expect(buildVersion('0.1.0', 'ffff00')).toBe('0.1.0.65535')
  expect(buildVersion('0.1.0', '000100')).toBe('0.1.0.1')
})
