/**
 * When a phrase that stands in a text does not count: the one place that says so, in both languages.
 *
 * 1. Denied before. Read leftwards from the phrase, word by word, while the words stand in `between`: an odd number
 *    of `denials` is met. Any other word ends the reading, so the denial of something else is none (不要犹豫保本保息),
 *    and so do commas and ends of sentences; denied twice is said (不是没有保证收益), but one of `again` goes on with the
 *    denial before it (不会也不应). `to … whom` is read as one word.
 *    A phrase quoted right beside, or behind one of `joiners`, is read over (“零风险”“保本保息”), and a joiner may end a
 *    list that is denied: 不承诺本金安全、保证收益. Behind a denial it begins something else: 不保本、不保息.
 * 2. Denied after: rightwards from the phrase, while the words stand in `after`, one of `deniedAfter` is met
 *    (零风险的说法是错误的).
 * 3. Asked: one of `questions` is met in reading as in 1 (有没有风险), somebody else was `asking` before it in the same
 *    clause, or the phrase ends in a question (零风险吗？) that does not turn to the customer (`offering`).
 * 4. Told: in the same sentence somebody else believed, said or wanted it (`told`), and up to the end of the next
 *    sentence it is corrected or refused (`corrected`). What is only said of a mistake or a fraud (`mistaken`) needs
 *    no correction.
 * 5. Named: it stands in quotation marks, and the sentence before them speaks of rules, training or findings (`naming`),
 *    not of the agent or of telling a customer (`telling`): 禁用语包括“零风险”.
 * 6. 3 to 5 do not hold where the answer agrees (`agreed`): 客户问是否保本，我说是的.
 *
 * In 3 to 5 a quotation is one with the clause that it stands in, and who says I in it is who is quoted.
 *
 * Words are in simplified characters and small letters, parted by spaces; `_` stands for a space, `…` for a few
 * more words of the same clause, NOT for any English denial.
 */
export interface Exceptions {
  denials: string
  /** Denials that go on with one before them. */
  again: string
  /** Words that end in a denial and are none. */
  otherwise: string
  between: string
  to: string
  whom: string
  joiners: string
  /** Verbs that a denied list may stand behind. */
  listing: string
  deniedAfter: string
  after: string
  questions: string
  asking: string
  /** Words of a question that the agent puts. */
  offering: string
  /** Anybody but the agent. */
  others: string
  agent: string
  /** Behind these the agent is asked and does not speak: 客户要求我承诺收益. */
  demands: string
  told: string
  mistaken: string
  corrected: string
  naming: string
  telling: string
  agreed: string
}

export const zh: Exceptions = {
  denials:
    '不 非 无 没 未 勿 别 否认 拒绝 婉拒 回绝 禁止 严禁 禁用 杜绝 避免 防止 停止 反对 打破 无法 难以 谈不上 算不上 称不上 哪有 哪来 哪里有 何来 岂 难道 何尝 怎么会 怎么可能 休想',
  again: '也不 更不 亦不 又不 也没 更没 也没有 更没有 也未 更未 也非 更非 也无 更无',
  otherwise:
    '除非 若非 是非 莫非 特别 分别 级别 个别 区别 类别 差别 识别 告别 鉴别 要不 差不 无不 不但 不仅 不止 不只 不光 不单',
  between:
    '是 有 会 能 可 可以 能够 可能 敢 肯 得 要 应 应该 应当 该 准 许 允许 愿 曾 曾经 从 从来 并 再 已 已经 过 了 的 地 被 也 均 绝 决 毫 任何 什么 所谓 绝对 完全 一定 必然 必定 真正 真的 直接 间接 口头 书面 私下 擅自 主动 明示 暗示 变相 微信 短信 电话 邮件 朋友圈 渠道 以 形式 方式 名义 场合 情况 下 在 通过 对外 世上 天下 我们 我行 本行 银行 机构 产品 理财 基金 保险 公司 员工 经理 人 谁 哪家 哪个 家 款 位 个 种 项 一 半句 一句 这 那 该 类 此类 类似 具有 具备 存在 属于 提供 给予 做出 作出 做 作 出 出现 使用 等同 等同于 等于 代表 意味着 构成 保证 承诺 担保 许诺 允诺 说 说是 讲 称 宣称 声称 宣传 告知 告诉 表示 提 提到 提及 写 描述 描述为 介绍 介绍成 说成 当成 当作 视为 理解为 认为 以为 相信 期待 期望 追求 指望 授权 销售 推荐 推介 发行 卖 客户 投资者 您 你 他 她 别人 对方 等',
  to: '向 对 跟 给 同 与 和 为',
  whom: '客户 投资者 投资人 消费者 持有人 家属 老人 先生 女士 阿姨 大爷 他人 别人 人 方 您 你 他 她 他们',
  joiners: '、 / 或 或者 或是 和 及 以及 与',
  listing: '承诺 保证 担保 许诺 宣传 宣称 声称 使用 说 讲 出现 禁止 严禁',
  deniedAfter:
    '不可能 不存在 不允许 不被允许 不合规 不合法 不真实 不属实 不实 不对 不准确 不成立 不可信 不能信 不正确 不能说 不能用 不能承诺 不能保证 不能使用 不许说 不得使用 不得宣传 不得承诺 不得出现 不予承诺 不作承诺 不做承诺 无法承诺 无法保证 未承诺 未作承诺 没有承诺 没承诺 没说过 没有说过 做不到 办不到 没有的事 没这回事 违规 违法 违反 错误 错的 假的 虚假 谣言 误导 误解 误会 骗人 骗局 诈骗 陷阱 禁止 严禁 禁用 无效 已删除 已更正 已纠正',
  after:
    '的 之 这 那 这种 这类 这样 此类 等 类 种 说法 讲法 提法 之说 一说 承诺 宣传 表述 字样 字眼 用语 词 词语 话 话术 产品 理财 投资 买卖 好事 事 事情 情况 行为 广告 信息 短信 是 都是 均 均为 均属 属 属于 系 一律 都 也 已 已经 并 根本 绝对 完全 肯定 纯属 只是 只不过是 不过是 本身 本来 就是 显然 我们 我行 本行 我 被 为',
  questions: '有没有 有无 是不是 是否 能不能 能否 会不会 可不可以 可否',
  asking: '问 询问 咨询 请教 打听 想知道 想了解 追问 质疑',
  offering: '难道 不就是 岂不 还不 何尝 您 你 想 要不要 何不 为什么不',
  others:
    '客户 对方 他 她 其 家属 家人 子女 儿子 女儿 老伴 老人 先生 女士 阿姨 大爷 叔叔 朋友 邻居 网上 网友 短视频 视频 直播 广告 短信 微信 主播 中介 他行 来电 来电人 到店 来行 投资者 话术 文案 海报 宣传材料 录音',
  agent: '我 本人 我行 本行 经理 员工',
  demands: '要求 希望 想要 坚持 让 请',
  told: '以为 认为 觉得 听说 听信 听 相信 看到 收到 说 称 表示 提出 提到 要求 希望 想要 想买 想 坚持 理解 反映 发现 出现 写 写着 写了 含有 原话 转述 自称 号称',
  mistaken:
    '误以为 误认为 误当 误信 误解为 误解成 谎称 谣传 轻信 警惕 谨防 防范 提防 小心 当心 远离 抵制 举报 投诉 揭穿 辟谣 被骗 骗子 诈骗 假冒 虚假宣传 错误地认为 错误理解 删除',
  corrected:
    '纠正 更正 澄清 否认 否定 辟谣 拒绝 婉拒 回绝 未答应 没答应 没有答应 未同意 没同意 不同意 未承诺 没有承诺 没承诺 不承诺 不能承诺 无法承诺 不保证 不能保证 无法保证 不保本 非保本 并非 不是 不属实 有误 错误 不可能 不存在 做不到 无法满足 不能满足 劝阻 报警 上报 解释…不能 说明…不能 告知…不能 解释…风险 讲解…风险 重申…风险 说明…风险 告知…风险 提示…风险 揭示…风险 提醒…风险 强调…风险 解释…浮动 说明…浮动 告知…浮动 解释…亏损 说明…亏损 告知…亏损 可能亏损 诈骗 骗局 虚假 不实 警惕 未予同意 不予同意 已删除 下架 撤下',
  naming:
    '禁用 禁语 敏感词 违规词 违规用语 违规话术 负面清单 培训 学习材料 通报 处罚 罚单 警示案例 违规案例 反诈案例 质检 抽检 测试题 试题 考题 更正 整改 删除 下架',
  telling:
    '跟客户 向客户 对客户 给客户 同客户 和客户 告诉 告知客户 跟他 跟她 对他 对她 给他 给她 推荐 推介 介绍',
  agreed:
    '是的 对的 没错 确实 的确 当然 肯定 答是 说是 回答是 答复是 告知是 确认是 说可以 答应了 同意了 我答应 已答应 我同意',
}

export const en: Exceptions = {
  denials:
    "no not never none nobody nothing neither nor without cannot can't cant don't dont doesn't doesnt didn't didnt won't wont wouldn't shouldn't mustn't isn't isnt aren't arent wasn't wasnt weren't haven't hasn't hadn't couldn't refused refuses declined avoid avoided avoids prohibited prohibits forbidden banned unable denied",
  again: '',
  otherwise: '',
  between:
    'a an the any some such this that these our their his her its your my ever even be been being is are was were am do does did have has had having will would can could may might shall should must to of as in on for with by about from at it we i you they he she there which who one guarantee guarantees guaranteeing promise promised promises promising say said says saying tell told tells telling state stated claim claimed claims claiming offer offered offers offering give gave given gives giving describe described describing call called calling advertise advertised make made makes making imply implied implies assure assured mention mentioned use used uses using suggest suggested sell sold selling present presented represent represented provide provided provides providing carry carries come comes mean means constitute customer customers client clients anyone anybody everyone someone him them us me investor investors person people bank banks adviser advisor agent agents staff product products fund funds investment investments account thing things word words phrase phrases wording term terms statement absolutely completely totally entirely really truly actually necessarily explicitly verbally orally writing way form manner circumstances under kind sort type full fully complete',
  to: '',
  whom: '',
  joiners: 'or and nor',
  listing: 'promise promised guarantee offer offered say said claim claimed use used tell told',
  deniedAfter:
    'NOT…offered NOT…promised NOT…given NOT…guaranteed NOT…available NOT…allowed NOT…permitted NOT…possible NOT…true NOT…correct NOT…provided NOT…made NOT…used NOT…said NOT…accurate NOT…exist NOT…implied NOT…mentioned wrong false misleading prohibited forbidden banned impossible untrue incorrect mis-selling misselling fraud fraudulent illegal removed deleted withdrawn',
  after:
    's product products claim claims statement statements wording words promise promises investment investments is are was were must should would has have had been be a an the such simply clearly of course',
  questions: 'whether',
  asking:
    'asked asks asking enquired enquires inquired inquires queried wondered wonders wondering wanted_to_know wants_to_know questioned',
  offering: "you your want wants like isn't why who looking",
  others:
    'customer client cust he she they caller investor friend neighbour neighbor son daughter husband wife advert advertisement email message website someone somebody',
  agent: 'i we my our',
  demands: 'asked wanted expected',
  told: 'thought thinks think believed believes believe assumed assumes heard hears read saw claimed claims said says insisted insists wanted wants expected expects demanded demands asked_for requested requests hoped hopes looking_for understood quoted saying',
  mistaken:
    'mistakenly wrongly incorrectly falsely erroneously misunderstood misled beware scam scams scammer fraudster complaint complained complains complaining alleged alleges under_the_impression misconception myth warned…against warned…about',
  corrected:
    'corrected clarified refused declined denied disagreed rejected no_such NOT_true NOT_correct NOT_possible NOT_the_case NOT_promise NOT_offer NOT_guarantee explained…NOT reminded…NOT reminded…risk advised…NOT advised…risk explained…risk explained…risks explained…risks told…NOT told…risk told…risks said…NOT answered…NOT may_lose can_lose could_lose losses_are_possible misleading wrong false untrue',
  naming:
    'banned prohibited forbidden training quiz qa quality_check audit_finding compliance_notice removed corrected reworded',
  telling: 'told tell telling said_to assured reassured explained_to pitched offered texted messaged sold',
  agreed:
    'yes indeed correct sure certainly absolutely definitely confirmed agreed said_it_is told_him_it_is told_her_it_is exactly',
}

/** Every character that an exception is written with. */
export function exceptionCharacters(): string[] {
  const words = [zh, en].flatMap((language) => Object.values<string>({ ...language })).join('')
  const letters = [...words].filter((one) => /\p{L}/u.test(one)).map((one) => one.toLowerCase())
  return [...new Set(['0123456789', ...letters].flatMap((one) => [...one]))]
}
