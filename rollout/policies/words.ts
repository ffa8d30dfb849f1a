/** Chinese of `managed_schema.json`'s titles and descriptions, for group policy editors. */
export const ZH: Record<string, { title: string; description: string }> = {
  edgeUrl: {
    title: '边缘服务地址',
    description: '本行 Fineline 边缘服务的源，例如 https://fineline.bank.example',
  },
  issuer: { title: 'OpenID 提供方', description: '本行 OpenID 提供方的 issuer 标识' },
  clientId: { title: '客户端标识', description: '扩展在 OpenID 提供方处的 client id' },
  audience: { title: '令牌受众', description: '边缘服务要求访问令牌所带的 audience' },
  hosts: {
    title: 'CRM 页面',
    description:
      '覆盖哪些页面，例如 https://crm.bank.example/*，须在打包时列出的页面之内；不填则为打包时的全部页面',
  },
  hmacSecret: {
    title: '客户键密钥',
    description: '对客户号做 HMAC-SHA-256 所用的本行密钥，16 个字符以上；导入程序使用同一个密钥',
  },
  hmacKeyId: { title: '密钥名称', description: '该密钥的名称，在不显示密钥的地方显示它' },
  language: { title: '语言', description: '坐席自己没有选择语言时使用的语言' },
  disabledFeatures: { title: '关闭的功能', description: '要关闭的功能' },
  failMode: {
    title: '完全无法检查时',
    description: 'open 放行受把守的操作并写明未核查；closed 阻止该操作',
  },
  homeOffice: {
    title: '居家客服',
    description: '在本行页面上遮盖卡号、证件号和电话号码，按住才显示；坐席离开时锁定',
  },
  watermark: { title: '水印', description: '居家客服时在本行页面上显示坐席和时间' },
  lockAfterMinutes: {
    title: '几分钟后锁定',
    description: '坐席离开或窗口被遮住多少分钟后，居家客服锁定；1 至 240',
  },
  logLevel: {
    title: '日志级别',
    description: '扩展在浏览器自己的控制台里写多少；从不写任何客户的信息',
  },
  retentionDays: {
    title: '未发送记录保留天数',
    description: '未能发送的答复和草稿在浏览器里保留多少天；1 至 365',
  },
  ring: { title: '发布环', description: '这台浏览器属于哪个发布环，在机群页面上显示' },
}

/** Words around them. */
export const FRAME = {
  en: {
    product: (bank: string) => `Fineline (${bank})`,
    category: { chrome: 'Google Chrome', edge: 'Microsoft Edge' },
    install: 'Install Fineline',
    installHelp:
      'Installs the extension from the update address of a ring, keeps its button on the toolbar, and lets it reach the hosts that are listed and no other.',
    updateUrl: 'Update address of the ring',
    blocked: 'Hosts it may not reach',
    allowed: 'Hosts it may reach all the same',
    minimumVersion: 'Oldest version that may run',
    supported: 'Chrome 133 or Edge 133, or later',
  },
  zh: {
    product: (bank: string) => `Fineline（${bank}）`,
    category: { chrome: 'Google Chrome', edge: 'Microsoft Edge' },
    install: '安装 Fineline',
    installHelp: '从某个发布环的更新地址安装扩展，把它的按钮固定在工具栏上，只允许它访问列出的主机。',
    updateUrl: '发布环的更新地址',
    blocked: '不得访问的主机',
    allowed: '仍可访问的主机',
    minimumVersion: '允许运行的最低版本',
    supported: 'Chrome 133 或 Edge 133 及以上',
  },
} as const
