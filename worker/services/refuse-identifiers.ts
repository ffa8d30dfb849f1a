import { scanIdentifiers } from '../decision/scan.ts'
import { Refused } from './refused.ts'

/** What people write into records that stay must not name a customer. @throws Refused */
export function refuseIdentifiers(text: string): void {
  if (scanIdentifiers(text).length === 0) return
  throw new Refused('names-customer', {
    zh: '所写的理由含有可能识别客户的内容（如电话号码、证件号或卡号）。',
    en: 'The reason holds what may identify a customer, such as a phone, ID or card number.',
  })
}
