import type { MapRow } from './map.ts'
import type { Language } from './words.ts'

const BLANK = { zh: '【由银行填写】', en: '[for the bank to fill in]' }

type Section = [title: string, ...lines: string[]]

/**
 * An impact assessment with what the project knows, and blanks for what only the bank knows. Sections follow PIPL Art. 56
 * and GDPR Art. 35(7).
 */
export function assessment(rows: readonly MapRow[], language: Language): string {
  const sections = language === 'zh' ? chinese(rows) : english(rows)
  const title = {
    zh: '个人信息保护影响评估（个人信息保护法第五十五、五十六条；GDPR 第三十五条）',
    en: 'Impact assessment (PIPL Arts. 55–56; GDPR Art. 35)',
  }[language]
  return `# ${title}\n\n${sections.map(([head, ...lines]) => `## ${head}\n\n${lines.join('\n\n')}\n`).join('\n')}`
}

const count = (rows: readonly MapRow[], level: MapRow['sensitivity']) =>
  rows.filter(({ sensitivity }) => sensitivity === level).length

const chinese = (rows: readonly MapRow[]): Section[] => [
  ['一、基本情况', `处理者：${BLANK.zh}`, `个人信息保护负责人：${BLANK.zh}`, `评估日期与参与人：${BLANK.zh}`],
  [
    '二、处理目的、方式是否合法、正当、必要',
    '目的：在坐席接待客户时提示客群、服务提示和合规检查。方式：以规则判断，不作对个人权益有重大影响的自动化决定；每条提示都注明所依据的事实。',
    `处理的信息：C1 ${count(rows, 'C1')} 项，C2 ${count(rows, 'C2')} 项，C3 ${count(rows, 'C3')} 项（C3 不导入、不展示、不得用于规则）；逐项见数据地图。`,
    '客户号不离开浏览器和银行内网，对外只有以银行密钥计算的客户键。坐席在银行页面中输入的文字不离开浏览器。',
    `合法性基础（逐项）：${BLANK.zh}`,
    `为何不能以更少的信息达到目的：${BLANK.zh}`,
  ],
  [
    '三、对个人权益的影响及安全风险',
    '已知风险：掌握密钥者可以穷举客户号；坐席可能查看与业务无关的客户；自动化推荐可能使客户受到不同对待。',
    `风险发生的可能与后果：${BLANK.zh}`,
    `是否涉及敏感个人信息、未成年人、委托处理、向境外提供：${BLANK.zh}`,
  ],
  [
    '四、保护措施是否合法、有效并与风险程度相适应',
    '已有措施：按角色授权；每次查看均写入访问记录并封存到审计链；两人复核规则变更；两人办理删除；保存期限到期自动删除；法律保全；密钥可以更换；客户可拒绝针对性推荐。',
    `银行另行采取的措施：${BLANK.zh}`,
    `数据存放地（见 docs/hosting.md）：${BLANK.zh}`,
  ],
  [
    '五、结论',
    `结论与整改：${BLANK.zh}`,
    `批准人与日期：${BLANK.zh}`,
    '本报告和处理情况记录至少保存三年（第五十六条）。',
  ],
]

const english = (rows: readonly MapRow[]): Section[] => [
  [
    '1. Who',
    `Controller: ${BLANK.en}`,
    `Data protection officer: ${BLANK.en}`,
    `Date and participants: ${BLANK.en}`,
  ],
  [
    '2. What is processed, how and why; necessity and proportionality',
    'Purpose: to show segments, tips and compliance checks to an agent who serves a customer. Means: rules; no decision with legal or similarly significant effect is made by them alone; each tip names the facts it rests on.',
    `Data: ${count(rows, 'C1')} attributes of C1, ${count(rows, 'C2')} of C2, ${count(rows, 'C3')} of C3 (not loaded, not shown, not usable in rules); each in the data map.`,
    'Customer numbers do not leave the browser and the bank’s network; outside there is a keyed hash. What agents type in the bank’s pages does not leave the browser.',
    `Legal basis, for each: ${BLANK.en}`,
    `Why less would not do: ${BLANK.en}`,
  ],
  [
    '3. Risks to people',
    'Known: whoever holds the secret can enumerate numbers; an agent may look at customers without need; targeting may treat customers differently.',
    `Likelihood and severity: ${BLANK.en}`,
    `Sensitive data, minors, processors, transfers abroad: ${BLANK.en}`,
  ],
  [
    '4. Measures',
    'In the product: roles; every look in an access log that is sealed into the audit chain; two people for changes of rules and for erasure; retention that deletes by itself; legal holds; a secret that can be changed; refusal of targeted tips.',
    `The bank’s own: ${BLANK.en}`,
    `Where data rests (docs/hosting.md): ${BLANK.en}`,
  ],
  [
    '5. Outcome',
    `Outcome and what is to be mended: ${BLANK.en}`,
    `Approved by, on: ${BLANK.en}`,
    'Kept for at least three years (PIPL Art. 56).',
  ],
]
