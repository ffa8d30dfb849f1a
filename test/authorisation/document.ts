import { createApp } from '../../worker/app.ts'
import { Role } from '../../worker/contract/context.ts'
import { access, type ProtectedRoute, reach } from '../../worker/middleware/access.ts'

const roleNames: Record<Role, string> = {
  agent: '坐席 agent',
  supervisor: '主管 supervisor',
  approver: '复核 approver',
  admin: '管理员 admin',
  auditor: '审计 auditor',
  service: '程序 service',
}

const reaches = { teams: '本团队 own teams', self: '本人 own', bank: '全行 bank' } as const

interface Words {
  summary: string
  description: string
}

/** What each route does, as the API document says it. */
function wordsOf(): Map<string, Words> {
  const { paths = {} } = createApp().getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Fineline', version: '1' },
  })
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Words>).map(
        ([method, words]) => [`${method.toUpperCase()} ${path}`, words] as const,
      ),
    ),
  )
}

/** The first sentence of the Chinese half. */
const inChinese = ({ description }: Words) => description.split('\n\n')[1]?.match(/^[^。：；]+/)?.[0] ?? ''

function row(route: ProtectedRoute, words: Words | undefined): string {
  if (!words) throw new Error(`${route} is not in the API document`)
  const allowed: readonly Role[] = access[route]
  const cells = Role.options.map((role) => (allowed.includes(role) ? '✓' : '403'))
  const of = (reach as Partial<Record<ProtectedRoute, keyof typeof reaches>>)[route] ?? 'bank'
  return `| \`${route}\` | ${cells.join(' | ')} | ${reaches[of]} | ${inChinese(words)}。${words.summary}. |`
}

const head = ['路由 Route', ...Role.options.map((role) => roleNames[role]), '范围 Reach', '用途 What for']

/** The table of roles and routes, as `docs/authorisation.md` holds it. */
export function authorisationDocument(): string {
  const words = wordsOf()
  const rows = (Object.keys(access) as ProtectedRoute[]).map((route) => row(route, words.get(route)))
  return `# 授权 Authorisation

<!-- Written by \`npm run authorisation\` from worker/middleware/access.ts. -->

不带令牌、令牌过期或尚未生效、受众或签发方不符、签名算法或密钥不对，一律 401；没有所需角色一律 403；被拒绝的请求不写入任何数据
（越权批准、确认的尝试会记入审计记录）。“本团队”：只有主管角色的人只看到令牌所列的团队，指名其他团队时得到 404，与不存在的团队无从区分；
复核人、管理员和审计员看到全行。内容全行一份，对有权的人都相同。每一格都由 \`test/worker/access.test.ts\` 在 workerd 中执行。

Without a token, or with one that has expired, is not valid yet, is for another audience or of another issuer, or is signed
with another algorithm or key, the answer is 401; without the role it is 403; a refused request writes nothing (who tries
to approve or confirm without the role is written into the audit chain). “Own teams”: who is a supervisor and nothing else
sees the teams that their token names; another team asked for by name is answered 404, exactly as one that does not exist.
Approvers, admins and auditors see the bank. Content is one for the bank. Every cell is executed in workerd by
\`test/worker/access.test.ts\`.

| ${head.join(' | ')} |
|${head.map(() => '---').join('|')}|
${rows.join('\n')}

不需令牌 Open to all: \`/healthz\`, \`/readyz\`, \`/openapi.json\`, \`/docs\`; \`GET /v1/live\` 以一次性票据打开 is opened by a ticket
that serves once.
`
}
