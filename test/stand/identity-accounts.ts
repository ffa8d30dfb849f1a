/** A made-up account of the local OpenID provider. */
export interface Account {
  id: string
  name: string
  roles: string[]
  team: string
}

export const accounts: readonly Account[] = [
  { id: 'agent-01', name: '坐席 01', roles: ['agent'], team: '远程银行一组' },
  { id: 'agent-02', name: '坐席 02', roles: ['agent'], team: '远程银行一组' },
  { id: 'supervisor-01', name: '主管 01', roles: ['supervisor'], team: '远程银行一组' },
  { id: 'supervisor-02', name: '主管 02', roles: ['supervisor'], team: '远程银行二组' },
  { id: 'approver-01', name: '复核 01', roles: ['approver'], team: '合规部' },
  { id: 'approver-02', name: '复核 02', roles: ['approver'], team: '合规部' },
  // Has both roles: may write and may approve, though never the same change.
  { id: 'lead-01', name: '组长 01', roles: ['supervisor', 'approver'], team: '远程银行一组' },
  { id: 'auditor-01', name: '审计 01', roles: ['auditor'], team: '审计部' },
  { id: 'admin-01', name: '管理员 01', roles: ['admin'], team: '信息科技部' },
  { id: 'visitor-01', name: '访客 01', roles: [], team: '外部' },
]
