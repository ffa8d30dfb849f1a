/** What the API page says of each thing that can be done to a change. */
export const words = {
  submit: {
    summary: 'Submit a draft for approval',
    description:
      'The content must be complete and the whole playbook with it must be one that can be decided with; errors say where it is not.\n\n提交草稿以待复核。内容须完整，且放入后整个策略包须可用；否则按位置说明错误。',
  },
  'take-back': {
    summary: 'Take back what was submitted',
    description: 'It is a draft again.\n\n撤回已提交的变更，恢复为草稿。',
  },
  return: {
    summary: 'Return it to its writer',
    description: 'With a comment that says why. It is a draft again.\n\n附理由退回，恢复为草稿。',
  },
  discard: {
    summary: 'Discard a draft',
    description:
      'It stays in the history, and its item can have another change.\n\n作废草稿。历史中仍保留，同一内容可另起变更。',
  },
  approve: {
    summary: 'Let a change through',
    description:
      'Puts it into the playbook in force as the next version, and tells every open browser. Whoever wrote, submitted or declared it is refused, whatever their roles, and the attempt is written to the audit chain.\n\n批准变更：放入现行策略包，生成下一个版本，并通知所有在线浏览器。凡编写、提交或紧急发布过它的人，无论具有什么角色都不能批准，尝试会记入审计记录。',
  },
  declare: {
    summary: 'Publish it as an emergency',
    description:
      'At once and without a second person. Two approvers who had no hand in it must confirm within 60 minutes, or its item goes back to what it was.\n\n紧急发布：立即生效，无需事先复核。须在 60 分钟内由两位未经手的复核人补充确认，否则自动恢复为发布前的内容。',
  },
  confirm: {
    summary: 'Confirm an emergency',
    description:
      'With the second confirmation it stays. Both must be given by different people who had no hand in it; other attempts are written to the audit chain.\n\n补充确认紧急发布。两次确认须由两位未经手的复核人分别作出，第二次确认后正式生效；其他尝试会记入审计记录。',
  },
} as const

export type MoveName = keyof typeof words
