const zh = {
  and: '、',
  own: (teams: string) => `只计你的团队：${teams}。`,
  none: '你的账号没有团队，所以没有数字。需要时，请管理员在登录服务里加上团队。',
}

const en: typeof zh = {
  and: ', ',
  own: (teams) => `Of your teams alone: ${teams}.`,
  none: 'Your account has no team, so there are no figures. If you need some, ask an admin to add teams at the sign-in service.',
}

/** Words on whose figures a page shows. */
export const scopeTexts = { zh, en }
