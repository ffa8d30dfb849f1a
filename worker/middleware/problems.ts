import type { Problem } from '../contract/problem.ts'
import type { Text } from '../contract/text.ts'
import { MOST_DEPTH, MOST_MEMBERS } from './json-shape.ts'

type Entry = { status: number; title: Text; remedy: Text }

const entry = (status: number, title: Text, remedy: Text): Entry => ({ status, title, remedy })

/** Every problem the edge can answer with, and what the caller can do about it. */
export const problems = {
  'body-not-json': entry(
    400,
    { zh: '请求正文不是有效的 JSON', en: 'The body is not valid JSON' },
    {
      zh: '请发送 UTF-8 编码的 JSON，字段见 /openapi.json。',
      en: 'Send JSON in UTF-8; /openapi.json has the fields.',
    },
  ),
  'token-missing': entry(
    401,
    { zh: '请求没有访问令牌', en: 'The request carries no access token' },
    {
      zh: '请登录，并在 Authorization 头中以 Bearer 方式发送访问令牌。',
      en: 'Sign in and send the access token in the Authorization header as Bearer.',
    },
  ),
  'token-refused': entry(
    401,
    { zh: '访问令牌未被接受', en: 'The access token was not accepted' },
    {
      zh: '请重新登录，用新的访问令牌再试；若仍不行，请管理员核对签发方与受众的设置。',
      en: 'Sign in again and retry with the new token; if that fails, have an administrator compare issuer and audience.',
    },
  ),
  'session-ended': entry(
    401,
    { zh: '该账号的登录已全部结束', en: 'All sessions of this account were ended' },
    { zh: '请重新登录。', en: 'Sign in anew.' },
  ),
  'role-missing': entry(
    403,
    { zh: '该账号没有所需的角色', en: 'The account lacks the role for this' },
    {
      zh: '请管理员在身份平台为该账号加上所列角色之一。',
      en: 'Ask an administrator to give the account one of the roles named, at the identity provider.',
    },
  ),
  'own-change': entry(
    403,
    { zh: '变更须由另一人复核', en: 'A second person must let this change through' },
    {
      zh: '请由没有经手这项变更的复核人处理。本次尝试已记入审计记录。',
      en: 'Ask an approver who had no hand in it. This attempt was written to the audit chain.',
    },
  ),
  'no-such-change': entry(
    404,
    { zh: '没有这项变更', en: 'There is no such change' },
    { zh: '请刷新变更列表。', en: 'Load the list of changes again.' },
  ),
  'no-such-version': entry(
    404,
    { zh: '没有这个策略包版本', en: 'There is no such playbook version' },
    { zh: '请从版本列表中选择。', en: 'Choose one from the list of versions.' },
  ),
  'no-such-team': entry(
    404,
    { zh: '没有这个团队', en: 'There is no such team' },
    {
      zh: '请从你的团队中选择；若缺少团队，请管理员在身份平台核对账号的 teams 声明。',
      en: 'Choose one of your teams; if one is missing, have an administrator check the claim teams of the account at the identity provider.',
    },
  ),
  held: entry(
    409,
    { zh: '处于法律保全之下', en: 'Under legal hold' },
    {
      zh: '请先由另一位管理员或审计员解除所列的法律保全。',
      en: 'Have another administrator or auditor release the holds named first.',
    },
  ),
  'no-such-record': entry(
    404,
    { zh: '没有这条记录', en: 'There is no such record' },
    { zh: '请刷新列表后再选择。', en: 'Load the list again and choose from it.' },
  ),
  'no-such-customer': entry(
    404,
    { zh: '没有这位客户', en: 'There is no such customer' },
    {
      zh: '请核对客户号；若客户号无误，请管理员查看客户库最近一次载入。',
      en: 'Check the customer number; if it is right, have an administrator look at the last load of the base.',
    },
  ),
  'customer-moved': entry(
    409,
    { zh: '该客户已并入另一位客户', en: 'This customer was made one with another' },
    {
      zh: '请重新打开该客户，页面会改用合并后的客户键。',
      en: 'Open the customer anew; the view names the key they have now.',
    },
  ),
  'page-refused': entry(
    422,
    { zh: '找不到这一页', en: 'There is no such page' },
    { zh: '请从第一页重新读取。', en: 'Read from the first page again.' },
  ),
  'second-person-needed': entry(
    403,
    { zh: '须由另一人办理', en: 'A second person must do this' },
    {
      zh: '请由另一位有权限的同事办理。',
      en: 'Ask another colleague with the role.',
    },
  ),
  'other-customer': entry(
    422,
    { zh: '不是同一位客户', en: 'Not the same customer' },
    {
      zh: '请核对客户号，重新得出客户键后再确认。',
      en: 'Check the customer number, make its key again, and confirm with that.',
    },
  ),
  'names-customer': entry(
    422,
    { zh: '文字中含有可识别客户的内容', en: 'The text may identify a customer' },
    { zh: '请删去这些内容后再提交。', en: 'Take it out and send again.' },
  ),
  'retention-refused': entry(
    422,
    { zh: '保存期限不可接受', en: 'Records cannot be kept for that long, or that short' },
    { zh: '请改用允许范围内的天数。', en: 'Choose a number of days within the bounds.' },
  ),
  'rotation-refused': entry(
    409,
    { zh: '密钥更换目前不能这样做', en: 'The change of keys does not allow this now' },
    {
      zh: '请先查看密钥更换的状态。',
      en: 'Look at how the change of keys stands first.',
    },
  ),
  'ticket-refused': entry(
    403,
    { zh: '实时通道的票据无效', en: 'The ticket for the live channel is not accepted' },
    {
      zh: '票据只能用一次，30 秒内有效。请重新取得票据后再连接。',
      en: 'A ticket serves once, within 30 seconds. Ask for a new one and connect with it.',
    },
  ),
  'origin-refused': entry(
    403,
    { zh: '不接受来自该来源的连接', en: 'Connections from this origin are not accepted' },
    {
      zh: '实时通道只供扩展程序使用；请管理员核对 ALLOWED_ORIGINS。',
      en: 'The live channel is for the extension alone; have an administrator check ALLOWED_ORIGINS.',
    },
  ),
  'upgrade-required': entry(
    426,
    { zh: '该地址只接受 WebSocket 连接', en: 'This address takes WebSocket connections only' },
    { zh: '请以 WebSocket 连接。', en: 'Connect by WebSocket.' },
  ),
  'no-such-route': entry(
    404,
    { zh: '没有这个地址', en: 'There is nothing at this address' },
    { zh: '可用的地址见 /docs。', en: 'See /docs for the addresses there are.' },
  ),
  'method-not-allowed': entry(
    405,
    { zh: '该地址不支持这种方法', en: 'This address does not take this method' },
    { zh: '请改用 Allow 头中列出的方法。', en: 'Use a method named in the Allow header.' },
  ),
  'not-in-this-state': entry(
    409,
    { zh: '变更目前的状态不允许这样做', en: 'The state of the change does not allow this' },
    { zh: '请刷新后查看它现在的状态。', en: 'Load it again and see how it stands now.' },
  ),
  'changed-meanwhile': entry(
    409,
    { zh: '在你查看之后已有变动', en: 'It has changed since you looked' },
    {
      zh: '什么都没有覆盖。请刷新，看过变动之后再决定。',
      en: 'Nothing was overwritten. Load it again, look at what changed, then decide.',
    },
  ),
  'change-open': entry(
    409,
    { zh: '该内容已有一项未完成的变更', en: 'This item has an open change already' },
    {
      zh: '请在那项变更中修改，或等它完成、作废。',
      en: 'Edit that change, or wait until it is published or discarded.',
    },
  ),
  'base-moved': entry(
    409,
    { zh: '现行内容已不是编写时的内容', en: 'What is in force is not what the writer saw' },
    {
      zh: '请对照现行内容修改草稿后再提交。',
      en: 'Compare the draft with what is in force, edit it and submit it again.',
    },
  ),
  'same-content': entry(
    409,
    { zh: '与现行策略包没有差别', en: 'It does not differ from the playbook in force' },
    {
      zh: '无需发布；请核对所选的版本或内容。',
      en: 'Nothing needs publishing; check the version or content chosen.',
    },
  ),
  'not-withdrawable': entry(
    409,
    { zh: '现行策略包中没有这项内容', en: 'The playbook in force does not have this item' },
    { zh: '无需撤下；请刷新列表。', en: 'Nothing needs withdrawing; load the list again.' },
  ),
  'no-such-dataset': entry(
    404,
    { zh: '没有这个数据集', en: 'There is no such dataset' },
    {
      zh: '请核对 dataset；新的数据集先以 load 做一次全量更新并完成它。',
      en: 'Check dataset; a new one begins with a full refresh: send rows with load and finish it.',
    },
  ),
  'no-such-load': entry(
    404,
    { zh: '没有这次全量更新', en: 'There is no such full refresh' },
    { zh: '请核对 dataset 和 load。', en: 'Check dataset and load.' },
  ),
  'load-over': entry(
    409,
    { zh: '这次全量更新已经结束', en: 'This full refresh is over' },
    { zh: '请用新的 load 名称重新开始。', en: 'Begin anew under another name of load.' },
  ),
  'load-folding': entry(
    409,
    { zh: '事实还在汇总', en: 'Facts are still being folded' },
    { zh: '请一分钟后再完成。', en: 'Finish it again in a minute.' },
  ),
  'counts-differ': entry(
    409,
    { zh: '行数与预期的不同', en: 'The counts differ from those expected' },
    {
      zh: '原来的数据仍然有效。请按各批的回执查明缺少或多出的行，补发后再完成，或放弃这次更新。',
      en: 'What was live still is. See by the reports which rows are missing or too many, send them and finish again, or discard it.',
    },
  ),
  'fewer-rows': entry(
    409,
    { zh: '行数不到目前的一半', en: 'Fewer than half of the rows that are live' },
    {
      zh: '原来的数据仍然有效。请核对导出是否完整：全量更新须包含全部客户、事件和号码。确实只有这些时，请在正文加上 "fewer": true 再完成。',
      en: 'What was live still is. See whether the extract is whole: a full refresh has all customers, events and numbers. If these are all there are, finish it with "fewer": true in the body.',
    },
  ),
  'batch-differs': entry(
    409,
    { zh: '批次编号已用于另一份内容', en: 'The batch id was used for another body' },
    {
      zh: '每份内容请用自己的 Idempotency-Key；重发时内容须与原来完全相同。',
      en: 'Give every body an Idempotency-Key of its own; sent again, it must be the same to the byte.',
    },
  ),
  'batch-overtaken': entry(
    409,
    { zh: '接收期间换上了另一次全量更新', en: 'Another full refresh went live meanwhile' },
    { zh: '请原样重发这一批。', en: 'Send the same batch again.' },
  ),
  'body-broken': entry(
    400,
    { zh: '请求正文不完整或压缩有误', en: 'The body breaks off or is not what its encoding says' },
    {
      zh: '请原样重发这一批；仍不行时检查 gzip 文件是否完整。已存的行不会重复。',
      en: 'Send the same batch again; if that fails, see whether the gzip is whole. Rows stored already are not doubled.',
    },
  ),
  'too-many-batches': entry(
    429,
    { zh: '同时发送的批次过多', en: 'Too many batches at once' },
    { zh: '请按 Retry-After 稍后重发。', en: 'Send it again after Retry-After.' },
  ),
  'not-ndjson-type': entry(
    415,
    { zh: '请求正文的类型不受支持', en: 'The body is of a type that is not taken' },
    {
      zh: '请以 Content-Type: application/x-ndjson 发送，可用 Content-Encoding: gzip 压缩。',
      en: 'Send it with Content-Type: application/x-ndjson, compressed with Content-Encoding: gzip if you like.',
    },
  ),
  'no-such-run': entry(
    404,
    { zh: '没有这次计算', en: 'There is no such run' },
    { zh: '请刷新数据客群的列表。', en: 'Load the list of segments from data again.' },
  ),
  'run-under-way': entry(
    409,
    { zh: '这个模型正在计算', en: 'This model is being computed already' },
    { zh: '请等它算完，或先作废它。', en: 'Wait until it is done, or discard it first.' },
  ),
  'body-too-large': entry(
    413,
    { zh: '请求正文过大', en: 'The body is too large' },
    { zh: '请分成几次发送。', en: 'Send it in several requests.' },
  ),
  'address-too-long': entry(
    414,
    { zh: '请求地址过长', en: 'The address is too long' },
    {
      zh: '地址连同查询参数最多 2048 个字符；请减少参数。',
      en: 'An address may have 2,048 characters with its query; send fewer parameters.',
    },
  ),
  'encoding-refused': entry(
    415,
    { zh: '不接受压缩的请求正文', en: 'A body that is compressed is not taken' },
    { zh: '请不加压缩，不带 Content-Encoding 发送。', en: 'Send it as it is, without Content-Encoding.' },
  ),
  'not-json-type': entry(
    415,
    { zh: '请求正文的类型不受支持', en: 'The body is of a type that is not taken' },
    {
      zh: '请以 Content-Type: application/json 发送。',
      en: 'Send it with Content-Type: application/json.',
    },
  ),
  'body-too-deep': entry(
    422,
    { zh: '请求正文的嵌套过深，或成员过多', en: 'The body is nested too deep, or has too many members' },
    {
      zh: `最多 ${MOST_DEPTH} 层，${MOST_MEMBERS} 个成员；请按 /openapi.json 中的字段分几次发送。`,
      en: `At most ${MOST_DEPTH} levels and ${MOST_MEMBERS} members; send the fields of /openapi.json, in several requests.`,
    },
  ),
  'too-many-requests': entry(
    429,
    { zh: '请求过于频繁', en: 'Too many requests' },
    {
      zh: '请按 Retry-After 给出的秒数等待后再发。',
      en: 'Wait for the seconds in Retry-After, then send it again.',
    },
  ),
  'headers-too-large': entry(
    431,
    { zh: '请求头过大', en: 'The headers are too large' },
    {
      zh: '访问令牌最多 8192 个字符，全部请求头合计最多 16384 个字符；请管理员检查令牌中的声明。',
      en: 'An access token may have 8,192 characters and all headers 16,384; have an administrator check the claims of the token.',
    },
  ),
  'body-refused': entry(
    422,
    { zh: '请求正文不符合约定', en: 'The body does not fit the contract' },
    {
      zh: '请按 errors 中的位置逐条改正后再发送，字段见 /openapi.json。',
      en: 'Correct what errors names and send it again; /openapi.json has the fields.',
    },
  ),
  'content-refused': entry(
    422,
    { zh: '内容还不能发布', en: 'The content cannot be published yet' },
    {
      zh: '请按 errors 中的位置逐条改正后再试；目前什么都没有改变。',
      en: 'Correct what errors names and try again; nothing has been changed.',
    },
  ),
  'preview-refused': entry(
    422,
    { zh: '改动还不能试算', en: 'The change cannot be previewed yet' },
    {
      zh: '请按 errors 逐条改正后再试算；内容或条件有误时无法作出决策。',
      en: 'Correct what errors names and preview again: with a fault in content or conditions nothing can be decided.',
    },
  ),
  'internal-error': entry(
    500,
    { zh: '服务内部出错', en: 'Something failed inside the edge' },
    {
      zh: '请稍后再试；若仍出错，请把 X-Request-Id 的值告诉管理员，日志中可按它查到原因。',
      en: 'Retry later; if it persists, give an administrator the X-Request-Id: the log names the cause under it.',
    },
  ),
  'not-configured': entry(
    503,
    { zh: '服务的设置不完整', en: 'The edge is not configured' },
    {
      zh: '请管理员改正所列的环境变量并重新部署。',
      en: 'Have an administrator correct the variables named and deploy again.',
    },
  ),
  'no-database': entry(
    503,
    { zh: '数据库没有应答', en: 'The database does not answer' },
    {
      zh: '请稍后再试；若仍出错，请管理员检查 D1 绑定。',
      en: 'Retry in a moment; if it persists, have an administrator look at the D1 binding.',
    },
  ),
  moving: entry(
    503,
    { zh: '这位客户正在迁往另一个数据库', en: 'The customer is moving to another database' },
    { zh: '请一秒后重试。', en: 'Retry in a second.' },
  ),
  'no-migrations': entry(
    503,
    { zh: '数据库还没有更新到本版本', en: 'The database is not at this version yet' },
    {
      zh: '请管理员运行 wrangler d1 migrations apply。',
      en: 'Have an administrator run wrangler d1 migrations apply.',
    },
  ),
  'no-playbook': entry(
    503,
    { zh: '还没有发布策略包', en: 'No playbook has been published' },
    { zh: '请先发布一个策略包，然后再试。', en: 'Publish a playbook, then retry.' },
  ),
  'no-live-channel': entry(
    503,
    { zh: '实时通道没有应答', en: 'The live channel does not answer' },
    {
      zh: '请稍后再试；若仍出错，请管理员检查 DIRECTORY 绑定。',
      en: 'Retry in a moment; if it persists, have an administrator look at the DIRECTORY binding.',
    },
  ),
  'no-identity-provider': entry(
    503,
    { zh: '无法取得身份平台的公钥', en: "The identity provider's keys cannot be had" },
    {
      zh: '请稍后再试；若仍出错，请管理员检查 OIDC_ISSUER 是否可达。',
      en: 'Retry in a moment; if it persists, have an administrator check that OIDC_ISSUER can be reached.',
    },
  ),
} as const satisfies Record<string, Entry>

export type ProblemId = keyof typeof problems

/** A request that is answered with a problem document. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly id: ProblemId
  readonly more: { detail?: Text; errors?: Problem['errors']; headers?: Record<string, string> }

  /** @param more `detail` says what is particular to this request; it never repeats what the request held */
  constructor(id: ProblemId, more: Refusal['more'] = {}, options?: ErrorOptions) {
    super(problems[id].title.en, options)
    this.id = id
    this.more = more
  }
}

/** The answer to a refusal, in the reader's language (`language` as in Accept-Language). */
export function problemResponse(refusal: Refusal, language: string | undefined): Response {
  const words = isChinese(language) ? 'zh' : 'en'
  const { status, title, remedy } = problems[refusal.id]
  const { detail, errors, headers } = refusal.more
  const body: Problem = {
    type: `urn:problem-type:fineline:${refusal.id}`,
    title: title[words],
    status,
    detail: (detail ?? title)[words],
    remedy: remedy[words],
    ...(errors ? { errors } : {}),
  }
  const contentLanguage = words === 'zh' ? 'zh-CN' : 'en'
  return Response.json(body, {
    status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      'content-language': contentLanguage,
      'cache-control': 'no-store',
      vary: 'Accept-Language',
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    },
  })
}

/** True where the first language a caller names is Chinese. */
export const isChinese = (language: string | undefined) => /^\s*zh\b/i.test(language ?? '')
