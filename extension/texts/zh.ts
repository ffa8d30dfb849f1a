import type { Channel } from '../../worker/contract/catalogue.ts'
import type { TipReason } from '../../worker/contract/decision.ts'
import type { ReadPart, StepOutcome } from '../../worker/contract/health.ts'
import type { IdentifierKind, LinkRole } from '../../worker/contract/identity.ts'
import type { Tip, Verdict } from '../../worker/contract/playbook.ts'
import type { HealthDoubt, HomeWords, Meddling, OverrideProblem, PageWords, Unchecked } from '../messages.ts'
import type { FailMode, Feature, PolicyFault, PolicyKey } from '../policy.ts'
import type { CardWords, PanelWords } from '../views.ts'
import { pickerZh } from './picker-zh.ts'
import { scriptTexts } from './script.ts'
import { viewTexts } from './view.ts'

/** Chinese sets a space before a figure. */
const apart = (when: string) => (/^\d/.test(when) ? ` ${when}` : when)

/** What happened, what that means, and what to do now. */
interface Doubt {
  title: string
  detail: string
  now: string
}

/** Chinese: the shape that every other language must have. */
export const zh = {
  marks: {
    list: '、',
    and: '，',
    end: '。',
    /** Between two sentences. */
    gap: '',
    quote: (text: string) => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`,
    aside: (text: string) => `（${text}）`,
  },

  values: {
    unknown: '未知',
    yes: '是',
    no: '否',
    withheld: '不显示',
    /** An amount told by its first digit. */
    about: (amount: string) => `约 ${amount}`,
    none: '没有',
    days: (count: number) => `${count} 天`,
    synthetic: '模拟',
  },

  channels: {
    phone: '电话',
    counter: '柜面',
    app: '手机银行',
    web: '网上银行',
    cards: '卡系统',
    loans: '信贷系统',
    core: '核心系统',
    crm: 'CRM',
    generator: '样例生成',
    segmentation: '数据客群',
  } satisfies Record<Channel, string>,

  verdicts: {
    pass: '通过',
    remind: '提醒',
    warn: '警示',
    block: '停止',
    'not-checked': '未核查',
  } satisfies Record<Verdict, string>,

  categories: {
    service: '服务',
    care: '关怀',
    retention: '挽留',
    sales: '销售',
    risk: '风险',
  } satisfies Record<Tip['category'], string>,

  badge: {
    notChecked: '未核查',
    noSegment: '未分客群',
    count: (tips: number) => `提示 ${tips}`,
    title: (segment: string, verdict: string, tips: number) =>
      `${segment}：检查为“${verdict}”${tips ? `，有 ${tips} 条服务提示` : ''}`,
    noChecks: '没有适用的检查',
    checksOff: '检查已由科技部门关闭，没有查过',
  },

  foundBy: {
    line: (by: string, role: string) => `按${by}识别：${role}`,
    own: (by: string) => `按${by}识别`,
    another: '对方可能是另一位，请先问明。',
    kinds: {
      account: '账号',
      card: '卡号',
      phone: '电话号码',
      channel: '渠道号码',
      company: '企业号码',
    } satisfies Record<IdentifierKind, string>,
    roles: {
      owner: '持有人',
      joint: '联名持有人',
      authorised: '被授权人',
      contact: '联系人',
    } satisfies Record<LinkRole, string>,
  },

  checks: {
    toSee: (count: number) => (count ? `${count} 项要看` : ''),
    passed: (count: number) => `${count} 项通过`,
    /** One line for the card: the strictest verdict with its count, and how many more are not a pass. */
    line: (verdict: string, count: number, more: number) =>
      `检查：${verdict} ${count}${more ? `，另有 ${more} 项要看` : ''}`,
    allPassed: (count: number) => `检查：${count} 项全部通过`,
    none: '检查：没有适用的',
    nothing: '没有要看的检查。',
    missing: (names: string) => `缺${apart(names)}。`,
    askCustomer: '请核实并在 CRM 补录。',
    fillPage: '请把页面上的这一项填好。',
    byHand: '请按本行规定人工核对。',
    ruleFault: '这条规则没有得出结论。',
    tellSupervisor: '请告知主管核对规则。',
  },

  contact: {
    done: (done: number, total: number) => `已做 ${done} / ${total} 步`,
    fields: { channel: '联系渠道', direction: '呼入或呼出', minutes: '联系时长', steps: '已做的步骤' },
  },

  tips: {
    title: '服务提示',
    nothing: '没有要说的提示。',
    place: (total: number) => `服务提示 1 / ${total}`,
    count: (count: number) => (count ? `${count} 条` : ''),
    hidden: (count: number, reasons: string) => `${count} 条未显示：${reasons}`,
    otherTips: (count: number) => `其余 ${count} 条`,
    otherWhy: '不适用于这位客户',
    missing: (names: string) => `缺${apart(names)}`,
    reasons: {
      'not-yet-valid': '还没开始',
      expired: '已过期',
      'other-channel': '不用于这个渠道',
      'other-role': '不用于你的岗位',
      'other-team': '不用于你的班组',
      'other-shift': '不用于这个班次',
      'not-eligible': '不符合条件',
      'eligibility-unknown': '资料不全',
      'eligibility-error': '规则有误',
      'not-applicable': '现在不合适',
      'applicability-unknown': '缺判断时机的资料',
      'applicability-error': '时机规则有误',
      'above-grade': '超出客户风险等级',
      'assessment-invalid': '风险评估已过期',
      'age-unsuitable': '年龄不适合',
      'amount-unsuitable': '起购金额偏高',
      'suitability-unknown': '缺适当性资料',
      refused: '客户拒绝针对个人的营销提示',
      'no-consent': '客户不同意营销',
      'consent-unknown': '营销同意或免打扰登记不明',
      'do-not-call': '免打扰期内',
      'cap-tip': '近期已经问过',
      'cap-customer': '这位客户近期问得够多',
      'cap-agent': '你近期提得够多',
      paused: '客户多次婉拒',
      'control-group': '对照组',
      'interruption-budget': '只在侧栏里显示',
    } satisfies Record<TipReason, string>,
    levers: {
      propensity: '接受可能',
      context: '此刻合适',
      value: '价值',
      lever: '主管权重',
    },
    levels: ['低', '较低', '中等', '较高', '高'],
    weights: { lower: '已下调', same: '未调整', higher: '已上调' },
  },

  fresh: {
    asOf: (when: string, ago: string) => `数据截至${apart(when)}${ago && `，${ago}`}`,
    today: (time: string) => `今天 ${time}`,
    yesterday: (time: string) => `昨天 ${time}`,
    dayBefore: (time: string) => `前天 ${time}`,
    onDay: (date: string, time: string) => `${date} ${time}`,
    now: '刚刚',
    minutes: (count: number) => `${count} 分钟前`,
    hours: (count: number) => `${count} 小时前`,
    days: (count: number) => `${count} 天前`,
    historical: (date: string) => `按 ${date} 的数据决策（历史数据）。`,
    stale: (when: string) => `数据截至${apart(when)}，已超过 24 小时。要紧的请先与客户核实。`,
    oldPlaybook: (ago: string) => `策略包是${apart(ago)}核对的，可能有新的停止没收到。`,
    refresh: '取最新',
    updated: (time: string) => `${time} 更新`,
    updatedAsOf: (date: string) => `按 ${date}`,
  },

  notices: {
    urgent: '紧急通知',
    title: '通知',
    read: '知道了',
  },

  subject: {
    onScreen: (key: string) => `客户键 ${key}，与画面一致`,
  },

  assets: {
    parts: { term: '定期', wealth: '理财', deposit: '活期', fund: '基金' },
    known: (amount: string) => `已知${amount.startsWith('约') ? '' : ' '}${amount}`,
    riskGrade: '风险等级',
    synthetic: (parts: string) => `模拟：${parts}`,
    grade: (grade: string, date: string) => `风险等级 ${grade}${date && `，${date} 评估`}`,
  },

  consents: {
    no: (label: string) => `${label}：否`,
    unknown: (label: string) => `${label}：未登记，按不同意`,
    quietUntil: (date: string) => `免打扰至 ${date}`,
  },

  playbook: (version: number) => `策略包 ${version}`,

  stop: {
    blocked: (label: string) => `已停止提交：${label}`,
    confirm: (label: string) => `提交前请说明理由：${label}`,
    notChecked: (what: string) => `未核查，已停止提交：${what}`,
    couldNot: (label: string) => `没能核查“${label}”。`,
    situation: '情况',
    basis: '依据',
    now: '现在可以',
    contact: '要做的步骤',
    steps: (labels: string, shortcut: string) =>
      `做完后在侧栏“本次联系”里勾选：${labels}${shortcut && `（${shortcut} 打开侧栏）`}。`,
    also: '另外',
    alsoUnchecked: (labels: string) => `也没能核查：${labels}。`,
    kept: '还没有发出，填写的内容都在。',
    effective: (date: string) => `${date} 起施行`,
    clause: '查看条文',
    unverified: '规则尚未经本行合规确认',
    closed: '本行科技部门的设定：无法核查时一律停止。',
    override: '说明理由后继续',
    reason: '理由',
    text: '具体情况',
    textHint: '至少 6 个字；不要写姓名和号码',
    confirmOverride: '记下理由并继续',
    back: '返回修改',
    close: '关闭，回到按钮',
    noOverride: '这项检查不能说明理由后继续',
    problems: {
      'reason-too-short': '理由太短：请写至少 6 个字。',
      'reason-holds-identifier': '理由里有姓名、号码一类的内容：请删去再继续。',
      'no-customer': '此刻认不出是哪一位客户，理由没有记下，也没有提交。请重新打开客户。',
      'not-allowed': '这项检查不接受这个理由，没有提交。请换一个，或返回修改。',
      changed: '这条提示显示之后，表单或客户有了变化。理由没有记录，也没有提交。请返回，再按一次。',
    } satisfies Record<OverrideProblem, string>,
  },

  unchecked: {
    'no-element': {
      title: '页面上找不到客户号',
      detail: '读不到号就不猜。',
      now: '请打开客户详细信息，或刷新页面；仍然如此，请告知管理员核对页面适配。',
    },
    empty: {
      title: '客户号是空的',
      detail: '读不到号就不猜。',
      now: '请在 CRM 补录客户号，再刷新页面。',
    },
    'not-a-number': {
      title: '读到的不是客户号',
      detail: '这段文字不像客户号，没有拿去查。',
      now: '请刷新页面；仍然如此，请告知管理员核对页面适配。',
    },
    ambiguous: {
      title: '页面上不止一个客户号',
      detail: '不知道以哪一个为准，先都不显示。',
      now: '请只打开一位客户，或刷新页面。',
    },
    'no-identifier': {
      title: '页面上找不到用来认客户的号码',
      detail: '读不到号就不猜。',
      now: '请刷新页面，或打开客户详细信息；仍然如此，请告知管理员核对页面适配。',
    },
    'empty-identifier': {
      title: '用来认客户的号码是空的',
      detail: '读不到号就不猜。',
      now: '请在 CRM 里打开客户详细信息。',
    },
    'not-an-identifier': {
      title: '读到的不是这里该有的号码',
      detail: '这段文字不像账号、卡号或电话号码，没有拿去查。来电没有显示号码时也会这样。',
      now: '请在 CRM 里打开客户详细信息；一直如此，请告知管理员核对页面适配。',
    },
    'several-identifiers': {
      title: '页面上不止一个用来认客户的号码',
      detail: '不知道以哪一个为准，先都不显示。',
      now: '请只打开一位客户，或刷新页面。',
    },
    'several-customers': {
      title: '这个号码属于几位客户',
      detail: '联名账户、企业的几位联系人都会这样。不知道是哪一位，就都不显示。',
      now: '请先问明是哪一位，再在 CRM 里打开这位客户的详细信息。',
    },
    'uncertain-number': {
      title: '这个号码是谁的还不能确定',
      detail: '银行的几处资料说法不同，或者还没有核实。先谁也不显示。',
      now: '请先问明是哪一位，再在 CRM 里打开这位客户的详细信息。',
    },
    'unknown-number': {
      title: '按这个号码找不到客户',
      detail: 'Fineline 没有这个号码的资料：可能是新办的，也可能还没有导入。检查和提示都没有做。',
      now: '请先问明是哪一位，再在 CRM 里打开这位客户的详细信息。',
    },
    'unknown-phone': {
      title: '按这个电话号码找不到客户',
      detail:
        'Fineline 没有这个号码的资料：可能是别人的电话，也可能是新换的，还没有导入。检查和提示都没有做。',
      now: '请先问明是哪一位，再在 CRM 里打开这位客户的详细信息。',
    },
    'unknown-customer': {
      title: '客户资料里没有这位客户',
      detail: '可能是新开户，还没有导入。检查和提示都没有做。',
      now: '请按本行规定人工核对。',
    },
    conflict: {
      title: '两处显示的客户不同',
      detail: '不知道以哪一位为准，先都不显示；此时的受控操作按“未核查”处理。',
      now: '请在 CRM 里重新打开客户。',
    },
    'no-policy': {
      title: '还没有收到管理员的设置',
      detail: '浏览器启动后几秒内会到。',
      now: '一直没有，请联系管理员；选项页写着缺哪一项。',
    },
    'wrong-policy': {
      title: '管理员的设置有误',
      detail: '整份设置都没有使用。',
      now: '请告知管理员；设置页逐项写明哪里不对。',
    },
    'no-playbook': {
      title: '还没有取到策略包',
      detail: '没有策略包就没有检查和提示，会继续重试。',
      now: '急办的，请按本行规定人工核对。',
    },
    'old-playbook': {
      title: '策略包已更换',
      detail: '手上的策略包太旧，其中的提示和检查都不再显示，正在取新的。',
      now: '通常几秒就好；急办的，请按本行规定人工核对。',
    },
    'signed-out': {
      title: '还没有登录',
      detail: '登录以后才有提示和检查。现在没有检查过这位客户。',
      now: '请先登录。',
    },
    unreachable: {
      title: '连不上决策服务',
      detail: '现在没有检查过这位客户。',
      now: '急办的，请按本行规定人工核对。',
    },
    busy: {
      title: '决策服务暂时限流',
      detail: '请求太密，服务要求稍等。现在没有检查过这位客户；受控操作按每条规则的设定停止或放行。',
      now: '服务允许后会自动再问，最长约两分钟；急办的，请按本行规定人工核对。',
    },
    refused: {
      title: '决策服务没有受理',
      detail: '现在没有检查过这位客户。',
      now: '请再试一次；仍然如此，请把时间告诉管理员。',
    },
    'no-answer': {
      title: 'Fineline 没有回应',
      detail: '现在没有检查过这位客户。',
      now: '请刷新页面；仍然如此，请重新打开浏览器。',
    },
  } satisfies Record<Unchecked, Doubt>,

  off: {
    line: (names: string) => `已由科技部门关闭：${names}。`,
    checks: '检查已由科技部门关闭：没有查过，也不把守按钮。',
    tips: '服务提示已由科技部门关闭。',
    names: {
      'customer-badge': '客户标记',
      'list-badges': '列表标记',
      'next-best-action': '服务提示',
      'compliance-check': '合规检查',
      'urgent-notice': '页面上的紧急通知',
    } satisfies Record<Feature, string>,
  },

  doubt: {
    title: (reason: string) => `未核查：${reason}`,
    beside: (reason: string) =>
      `同一窗口的另一处未核查：${reason}。那里的受控操作不按这位客户检查；请先问明对方是谁。`,
    hides: '那个号码可能是别人的，所以同一窗口里打开的客户也先不显示；认出或关掉它以后恢复。',
    unguarded: '目前没有把守任何按钮，什么也拦不住。',
    byRule: '受控操作按每条规则的设定停止或放行。',
    modes: {
      open: '本行科技部门的设定：受控操作照常放行，并注明未核查。',
      closed: '本行科技部门的设定：在能够核查之前，受控操作一律停止。',
    } satisfies Record<FailMode, string>,
    wrongKeys: (names: string) => `有误的设置：${names}。`,
    since: (time: string) => `${time} 起没有回应，会继续重试。`,
    pending: (count: number) => (count ? `你答过的 ${count} 条已存在本机，连上后补发` : ''),
    retry: '现在重试',
    again: '再读一次',
    signIn: '登录',
  },

  page: {
    notChecked: '未核查',
    noAnswer: '未核查：Fineline 没有回应。',
    noAnswerNow: '没有检查过这位客户。请刷新页面，或按本行规定人工核对。',
    move: '移动卡片：拖动，或用方向键；Home 回到原位',
    shrink: '缩成一行',
    enlarge: '展开',
    rowUnread: '未核查：这一行没有客户号。读不到号就不猜。打开该客户，或请补录后刷新。',
    back: '返回修改',
    close: '关闭',
  } satisfies Omit<PageWords, 'signs'>,

  refusedSince: (when: string) => `客户${apart(when)}起拒绝针对个人的营销提示；服务提示照常。`,

  explain: {
    and: '、',
    more: '按规定不能在这里说出的一项信息',
    tip: (facts: string) =>
      `和您说这件事，是因为系统按固定的规则看了您在我行的这些情况：${facts}。说不说由我决定。`,
    tipForAll: '这件事对每位客户都一样，没有用到您的个人情况。',
    mayRefuse: '您可以拒绝按个人情况推荐的营销内容，现在告诉我就行，不影响其他服务。',
    looked: (facts: string) => `核对时看了：${facts}。`,
    check: (label: string, citation: string, looked: string, result: string) =>
      `办理前我们要核对“${label}”，依据是${citation}。${looked}结果：${result}。您可以要求人工复核。`,
    results: {
      pass: '没有问题',
      remind: '有一点要提醒您',
      warn: '要先说明清楚才能继续',
      block: '现在不能这样办理',
      'not-checked': '资料不全，还没有结论',
    } satisfies Record<Verdict, string>,
    segment: (facts: string) =>
      `为了安排合适的服务，系统按这些情况把客户分组：${facts}。您可以要求说明，也可以拒绝按此推荐营销内容。`,
    segmentOfAll: '这一组不看个人情况，每位客户都可能在内。',
  },

  home: {
    title: '已锁定',
    detail: '你离开了一会儿。重新登录后，页面和填写的内容都还在。',
    unlock: '重新登录',
    copied: '遮住的号码没有复制，其余已复制。',
  } satisfies HomeWords,

  meddling: {
    says: (what: string) => `页面${what}。请以侧栏为准。`,
    what: {
      removed: '拿掉了 Fineline 的显示',
      changed: '改动了 Fineline 的显示',
      covered: '盖住了 Fineline 的显示',
      imitated: '上有冒充 Fineline 的内容',
    } satisfies Record<Meddling, string>,
  },

  card: {
    why: '为什么',
    accept: '接受',
    defer: '暂不',
    dismiss: '不适合…',
    close: '关闭（Esc）',
    openPanel: '打开侧栏',
    none: '没有要说的提示。',
  } satisfies CardWords,

  panel: {
    emptyTitle: '还没有客户',
    emptyDetail: '在 CRM 里打开一位客户，这里就会显示提示和检查。',
    loading: '正在核查',
    checks: '检查',
    evidence: '依据',
    unverified: '规则尚未经本行合规确认',
    contact: '本次联系',
    stepKept: '已记下，作为本次联系的凭据，不能撤回',
    tips: '服务提示',
    otherTips: '其余提示',
    accept: '接受',
    defer: '暂不',
    dismiss: '不适合…',
    dismissTitle: '为什么不适合',
    cancel: '返回',
    answered: '已记下',
    hidden: '未显示的提示',
    explain: '解释给客户',
    refuse: '客户拒绝针对个人的营销提示',
    refuseAsk: '客户明确拒绝？以后不再按其个人情况推荐营销内容，服务提示照常。',
    refuseYes: '是，记下拒绝',
    takeBack: '客户撤回拒绝',
    segments: '客群',
    noSegments: '没有符合的客群。',
    customer: '客户',
    assets: '资产',
    consents: '同意',
    syntheticHint: '由固定种子生成，不是真实数据',
    masked: '已遮住，按住显示',
    language: 'English',
    view: viewTexts.zh.words,
  } satisfies PanelWords,

  status: {
    title: 'Fineline',
    agent: '坐席',
    signedOut: '还没有登录',
    edge: '决策服务',
    edgeUp: '正常',
    edgeNone: '没有设置',
    edgeWrong: (count: number) => `设置有 ${count} 项不对`,
    dropped: (count: number) => `另有 ${count} 条存得太久，按设置已删除`,
    playbook: '策略包',
    noPlaybook: '还没有取到',
    published: (when: string) => `${when} 发布`,
    checked: (ago: string) => `${ago}核对`,
    outbox: '待发',
    waiting: (count: number) => `${count} 条`,
    nothingWaits: '没有',
    keptHere: '已存在本机，连上后补发',
    ofOthers: (count: number) => `${count} 条是别人在这里做的，其本人登录后补发`,
    signIn: '登录',
    signOut: '退出登录',
    openPanel: '打开侧栏',
    policy: '查看设置',
    console: '控制台',
    language: '语言',
    shortcuts: '快捷键',
    noShortcut: '未设',
    changeShortcuts: '更改快捷键',
    onPage: '页面上的显示',
    smallBadges: '标记只显示图形',
    putBack: '全部放回原位',
    arrangeHint: '标记和卡片可以拖动。焦点在标记上时：方向键移动，− 收起，+ 展开，Home 回到原位。',
    teach: '教 Fineline 认识这个页面',
  },

  policy: {
    title: 'Fineline 设置',
    sources: {
      managed: { title: '由管理员统一下发', detail: '这里只能看，不能改。要改请联系管理员。' },
      local: { title: '来自本机文件', detail: '只用于试用；正式使用时由管理员统一下发。' },
      none: { title: '还没有收到设置', detail: '浏览器启动后几秒内会到。一直没有，请联系管理员。' },
    },
    missing: '没有收到',
    received: '已收到',
    hidden: '已设置，不显示',
    faults: {
      missing: (must: string) => `缺少：应为${must}`,
      type: (must: string) => `类型不对：应为${must}`,
      value: (must: string) => `不可用：应为${must}`,
    } satisfies Record<PolicyFault, unknown>,
    problems: (count: number) => (count ? `${count} 项不对，整份设置都没有使用。` : ''),
    keys: {
      edgeUrl: { label: '决策服务地址', must: '一个 https 网址，不带路径' },
      issuer: { label: '登录服务', must: '一个 https 网址' },
      clientId: { label: '登录客户端', must: '登录服务给的名称' },
      audience: { label: '令牌用途', must: '决策服务认的名称' },
      hosts: { label: 'CRM 页面', must: '若干网址样式，例如 https://crm.bank.example/*' },
      hmacSecret: { label: '客户键密钥', must: '至少 16 个字符' },
      hmacKeyId: { label: '客户键密钥编号', must: '密钥的编号' },
      language: { label: '界面语言', must: '“zh-CN”或“en”' },
      disabledFeatures: { label: '关闭的功能', must: '功能的编号' },
      failMode: { label: '无法核查时', must: '“open”（放行）或“closed”（停止）' },
      homeOffice: { label: '居家客服', must: '是或否' },
      watermark: { label: '水印', must: '是或否' },
      lockAfterMinutes: { label: '多久后锁定', must: '1 到 240 的整数（分钟）' },
      logLevel: { label: '日志级别', must: '“error”“warn”“info”或“debug”' },
      retentionDays: { label: '待发内容保留', must: '1 到 365 的整数（天）' },
      ring: { label: '发布批次', must: '“pilot”“early”或“all”' },
    } satisfies Record<PolicyKey, { label: string; must: string }>,
    /** What holds where nothing was set. */
    usual: {
      hosts: '安装包写明的全部页面',
      language: '由坐席自选',
      disabledFeatures: '没有',
      failMode: '按每条规则的设定',
      homeOffice: '否',
      watermark: '否',
      lockAfterMinutes: '居家客服为 10 分钟',
      logLevel: 'warn',
      retentionDays: '发出为止',
      ring: '全部',
    } satisfies Partial<Record<PolicyKey, string>>,
    values: {
      yes: '是',
      no: '否',
      open: '放行，并注明未核查',
      closed: '一律停止',
      minutes: (count: number) => `${count} 分钟`,
      days: (count: number) => `${count} 天`,
      'zh-CN': '中文',
      en: '英文',
      pilot: '试点',
      early: '先行',
      all: '全部',
    },
  },

  health: {
    title: '页面读取情况',
    lead: (days: number) => `最近 ${days} 天，所有浏览器合计。只有次数，没有页面内容，也没有客户键。`,
    percent: (value: string) => `${value}%`,
    since: {
      today: '自今天起',
      weekday: (name: string) => `自${name}起`,
      date: (date: string) => `自 ${date} 起`,
    },
    /** What cannot be done with the part, after the share and the screen. */
    lost: {
      screen: (since: string, share: string, adapter: string) =>
        `${since}，${adapter}的页面有 ${share} 认不出是哪个画面`,
      number: (since: string, share: string, screen: string) =>
        `${since}，${share} 的${screen}画面读不出客户号`,
      anchor: (since: string, share: string, screen: string) =>
        `${since}，${share} 的${screen}画面找不到放标记的地方`,
      list: (since: string, share: string, screen: string) => `${since}，${share} 的${screen}列表没有行`,
      rows: (since: string, share: string, screen: string) =>
        `${since}，${screen}列表有 ${share} 的行读不出客户号`,
      frames: (since: string, share: string, screen: string) =>
        `${since}，${share} 的${screen}画面与别的框架是不同的客户`,
    } satisfies Record<ReadPart, unknown>,
    always: (days: number) => `最近 ${days} 天一直如此`,
    gone: (since: string, screen: string) => `${since}，几乎不再见到${screen}画面`,
    fallback: (since: string, share: string, screen: string, failing: string) =>
      `${since}，${share} 的${screen}画面，${failing}，靠后面的步骤读出`,
    because: (sentence: string, why: string) => `${sentence}：${why}`,
    condition: (screen: string, step: number, outcome: string) => `${screen}的第 ${step} 个条件${outcome}`,
    step: (_part: string, step: number, outcome: string) => `第 ${step} 步${outcome}`,
    stepOf: (part: string, step: number, outcome: string) => `${part}第 ${step} 步${outcome}`,
    whole: (_part: string, outcome: string) => `整个部分${outcome}`,
    parts: {
      screen: '画面',
      number: '客户号',
      anchor: '标记位置',
      list: '列表',
      rows: '列表行',
      frames: '框架之间',
    } satisfies Record<ReadPart, string>,
    outcomes: {
      read: '读到',
      'no-element': '找不到元素',
      hidden: '看不见',
      empty: '没有文字，或与格式不符',
      ambiguous: '有两个不同的值',
      'not-a-number': '读到的不是客户号',
      conflict: '与别处的客户不同',
      unwanted: '有不该有的元素',
    } satisfies Record<StepOutcome, string>,
    before: (share: string) => `之前 ${share}`,
    now: {
      lost: 'CRM 可能换了版本：请打开这个画面，核对适配器的这一步。',
      gone: '这个画面可能换了地址：请核对适配器的网址。',
      poor: '适配器可能从一开始就指错了地方：请打开这个画面核对。',
      fallback: '现在还读得到。请趁早改好这一步，后面的步骤只是后备。',
    },
    playbook: (version: number) => `同一天换成策略包 ${version}，也可能是适配器改了。`,
    calmTitle: '没有变差的画面',
    calm: '各个画面读取的成败比例与之前相同。次数少的日子看不出变化。',
    driftsTitle: '变差的画面',
    unknownPages: '不认识的页面',
    noNumber: '没有要读的客户号',
    notSeen: (days: number) => `最近 ${days} 天没有见到`,
    seen: (count: string) => `${count} 次`,
    good: (part: string, share: string, days: number) => `${part}：最近 ${days} 天读到 ${share}`,
    known: (share: string, days: number) => `最近 ${days} 天有 ${share} 的页面认得出`,
    failedShare: '每日没有读到的比例',
    unknownShare: '每日认不出画面的比例',
    byDay: '按日',
    bySteps: '按步骤',
    columns: {
      day: '日期',
      tried: '次数',
      failed: '没有读到',
      share: '比例',
      playbook: '策略包',
      part: '内容',
      step: '步骤',
      outcome: '结果',
      late: (days: number) => `最近 ${days} 天`,
      early: '之前',
    },
    emptyTitle: '还没有次数',
    empty: '坐席打开 CRM 后，几分钟内这里就有数字。',
    retry: '重新取',
    signIn: '登录',
    doubts: {
      forbidden: {
        title: '这个账号不能看页面读取情况',
        detail: '主管和管理员可以看。需要的话，请管理员在登录服务里加上角色。',
      },
      unreachable: { title: '连不上决策服务', detail: '现在取不到次数。浏览器里的次数都在，连上后补发。' },
      'signed-out': { title: '还没有登录', detail: '登录以后才能看页面读取情况。' },
      refused: { title: '决策服务没有受理', detail: '请再试一次；仍然如此，请把时间告诉管理员。' },
      'no-policy': {
        title: '还没有收到管理员的设置',
        detail: '浏览器启动后几秒内会到；一直没有，请联系管理员。',
      },
      'no-answer': { title: 'Fineline 没有回应', detail: '请刷新页面；仍然如此，请重新打开浏览器。' },
    } satisfies Record<HealthDoubt, { title: string; detail: string }>,
  },
  picker: pickerZh,
  script: scriptTexts.zh,

  view: viewTexts.zh,
}

/** Every word of ours in one language. */
export type Texts = typeof zh
