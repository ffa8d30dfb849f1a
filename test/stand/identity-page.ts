import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { accounts } from './identity-accounts.ts'
import { clientOf } from './identity-configuration.ts'

type Middleware = (ctx: KoaContextWithOIDC, next: () => Promise<unknown>) => Promise<void>

/** Answers `/sign-in/…`: at once for an account where `auto`, with a choice of accounts otherwise. */
export function signInPage(provider: Provider, auto: boolean | string): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/sign-in/')) {
      await next()
      return
    }
    const { params } = await provider.interactionDetails(ctx.req, ctx.res)
    const known = accounts.find(({ id }) => params.client_id === clientOf(id))?.id
    const hint = ctx.query.account ?? params.login_hint ?? known ?? (auto === true ? accounts[0]?.id : auto)
    const account = accounts.find(({ id }) => id === hint)
    if (account) await finish(provider, ctx, account.id)
    else show(ctx)
  }
}

async function finish(provider: Provider, ctx: KoaContextWithOIDC, accountId: string): Promise<void> {
  ctx.respond = false
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId } })
}

function show(ctx: KoaContextWithOIDC): void {
  const choices = accounts.map(({ id, name, team }) => `<a href="?account=${id}">${name} · ${team}</a>`)
  ctx.type = 'html'
  ctx.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>本机登录 · Local sign-in</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{font:14px/1.6 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}
a{display:block;padding:.5rem .75rem;margin:.5rem 0;border:1px solid;border-radius:6px;text-decoration:none}</style>
<h1>本机登录 · Local sign-in</h1><p>请选择一个虚构的账号。<br>Choose a made-up account.</p>${choices.join('')}</html>`
}
