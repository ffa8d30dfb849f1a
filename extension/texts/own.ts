const zh = {
  title: '我的本周',
  loading: '正在取本周的数字……',
  shown: '看到提示',
  accepted: '接受',
  middle: '全体坐席的居中接受率',
  times: (count: string) => `${count} 次`,
  share: (count: string, share: string) => `${count} 次，占答复的 ${share}`,
  none: '本周还没有提示的记录。答复第一条提示之后，这里就有数字。',
  small: '答复过的坐席不足五位时，不显示全体的数字。',
  note: '周一到现在，只算答复过的提示。主管只看得到五人以上的合计。',
  doubts: {
    'signed-out': '没有登录，取不到数字。登录后再打开。',
    unreachable: '现在连不上服务端，取不到数字。稍后再打开。',
    forbidden: '您的岗位没有自己的提示数字。',
    refused: '服务端没有给出数字。若一直这样，请告诉管理员。',
    'no-policy': '这台电脑还没有配置 Fineline，请联系管理员。',
    'no-answer': 'Fineline 没有回应。稍后再打开。',
  },
}

const en: typeof zh = {
  title: 'My week',
  loading: 'Getting this week’s figures…',
  shown: 'Tips seen',
  accepted: 'Accepted',
  middle: 'Share accepted, middle of all agents',
  times: (count) => count,
  share: (count, share) => `${count}, ${share} of those answered`,
  none: 'Nothing of tips this week yet. There are figures here once the first tip is answered.',
  small: 'Figures of all agents are shown only once five of them have answered.',
  note: 'From Monday until now; shares are of tips that were answered. Supervisors see only groups of five or more.',
  doubts: {
    'signed-out': 'You are signed out, so there are no figures. Sign in and open this again.',
    unreachable: 'The service cannot be reached now. Open this again later.',
    forbidden: 'Your role has no tips of its own to count.',
    refused: 'The service gave no figures. If it stays so, tell an admin.',
    'no-policy': 'Fineline is not set up on this computer; ask an admin.',
    'no-answer': 'Fineline does not answer. Open this again later.',
  },
}

/** An agent's own figures. */
export const ownTexts = { zh, en }
