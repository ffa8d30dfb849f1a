import { type Answer, type Asked, respond } from '../http.ts'

export interface Person {
  number: string
  name: string
}

/** The customer that a page is asked for, and the one to whom its own way of switching leads. */
export interface Shown extends Person {
  next: Person
  /** Query of the page of the next customer, from which it leads back. */
  link: string
}

/** A whole answer, or the body of a page in UTF-8. */
export type Page = (shown: Shown, asked: Asked) => string | Answer

/** One thing that old pages do: its pages by name below `/traits/<trait>/`; the first has none. */
export type Trait = Record<string, Page>

export const sheet = ({ number, name }: Person): string => `<table border=1 cellpadding=3>
<tr><td>客户号：</td><td>${number}</td></tr><tr><td>客户姓名：</td><td><b>${name}</b></td></tr></table>`

/** The fields of an order. */
export const FIELDS = `产品 <select name=cp><option value="">--请选择--<option>LC0101<option>LC0190</select>
金额 <input name=je size=12> <label><input type=checkbox name=fx value=1> 已宣读风险揭示书</label>`

/** An order form that carries the customer as it was served. */
export const order = (
  { number }: Person,
  attributes = '',
): string => `<form method=post action=save ${attributes}>
<input type=hidden name=khh value=${number}>${FIELDS} <input type=submit value="提 交"></form>`

/** A value as a script of a page holds it. */
export const literal = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

export const utf8 = (body: string): Answer =>
  respond(
    'text/html; charset=utf-8',
    `<!doctype html><html lang=zh-CN><title>客户管理</title><body style="font: 12px SimSun">${body}`,
  )
