import { heldBy } from '../../db/sample/identifiers.ts'
import { seeded } from './random.ts'

/** What a CRM shows of a person and Fineline never takes away. All of it is made up. */
export interface Person {
  name: string
  /** Masked, with a region code that no region has. */
  idNumber: string
  /** Begins with 100: no range of real mobile numbers. */
  phone: string
  /** Masked account that a purchase is paid from. */
  account: string
  address: string
  branch: string
}

const SURNAMES = [...'陆宋许沈顾叶程苏何林韩邓方唐薛贺龙段汤尹黎易常武乔赖龚文']
const GIVEN = [...'明岑青禾知白望舒闻溪若川听澜砚秋映雪疏桐怀瑾云岫景行令仪书衡']
const CITIES = ['云岫市', '望川市', '青墟市', '沧月市', '听澜市']
const DISTRICTS = ['临溪区', '桐花区', '南渡区', '白鹭区']
const ROADS = ['桐花路', '听松路', '麦香路', '白鹭路', '石榴巷', '长亭街']

/** The person behind a customer number: always the same one, for any number. */
export function personOf(number: string): Person {
  const next = seeded(`person ${number}`)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const digits = (count: number) => String(Math.floor(next() * 10 ** count)).padStart(count, '0')
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const given = next() < 0.25 ? pick(GIVEN) : pick(GIVEN) + pick(GIVEN)
  const road = pick(ROADS)
  return {
    name: pick(SURNAMES) + given,
    idNumber: `9901**********${digits(4)}`,
    phone: heldBy(number).phone,
    account: `6200****${digits(4)}`,
    address: `虚构省${pick(CITIES)}${pick(DISTRICTS)}${road} ${between(1, 199)} 号 ${between(1, 6)} 单元 ${between(1, 28)}0${between(1, 4)}`,
    branch: `0${digits(3)} ${road}支行`,
  }
}
