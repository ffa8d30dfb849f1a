import { type Html, html } from '../html.ts'
import { type Answer, page } from '../http.ts'
import { shell } from '../shell.ts'
import { updatePanel } from './controls.ts'
import { packState, type State } from './state.ts'

/** The one form of the page; every control of every screen stands in it. */
export const wholePage = (state: State, main: Html): Answer =>
  page(html`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta charset="utf-8"><title>客户关系管理系统</title>
<link rel="stylesheet" href="/assets/bank.css"><script src="/assets/webforms.js"></script></head>
<body>
<form name="aspnetForm" method="post" action="" id="aspnetForm">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="">
<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${packState(state)}">
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="C0DE0817">
${shell(html`<div class="crumb" onkeypress="return WebForm_FireDefaultButton(event,'ctl00_btnQuick')">当前位置：客户管理　　<span>客户号：</span><input type="text" class="in" name="ctl00$txtQuickNo" id="ctl00_txtQuickNo" size="18"> <input type="button" class="ob" name="ctl00$btnQuick" id="ctl00_btnQuick" value="查 询" onclick="__doPostBack('ctl00$btnQuick','')"></div>
${updatePanel('upMain', main)}`)}
</form>
</body></html>`)

const chunk = (type: string, id: string, content: string): string =>
  `${content.length}|${type}|${id}|${content}|`

/** Answer of a partial postback: length|type|id|content| for every piece that changes. */
export const delta = (state: State, panel: string, content: Html): string =>
  chunk('updatePanel', panel, content.markup) + chunk('hiddenField', '__VIEWSTATE', packState(state))
