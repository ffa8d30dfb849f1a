import { describe, expect, test } from 'vitest'
import { endOfId, isStableClass, isStableId, isStableName } from '../../extension/picker/page/stable.ts'

describe('ids that are the same at the next visit', () => {
  test.each([
    'custNo',
    'ctl00_cphMain_lblCustNo',
    'ctl00_ContentPlaceHolder1_lblCustNo',
    'aspnetForm',
    'cust-name',
    'txtAddress1',
    'form1',
  ])('%s', (id) => expect(isStableId(id)).toBe(true))
})

describe('ids that are made anew or counted', () => {
  test.each([
    'el-id-1024-3',
    'x-auto-77',
    'ext-gen12',
    ':r1:',
    'form1:j_idt45:custNo',
    'ember12',
    'mat-input-3',
    'react-select-2-input',
    'WD0A3F',
    'uid1293847',
    'a3f9c2d471b6e8',
    'row_600238417705',
    '客户号',
    'two words',
    '',
  ])('%s', (id) => expect(isStableId(id)).toBe(false))
})

test.each([
  ['ctl00_cphMain_lblCustNo', '_lblCustNo'],
  ['form1:j_idt45:custNo', ':custNo'],
  ['custNo', null],
  ['x-auto-77', null],
  ['row_600238417705', null],
])('the end of %s that outlives the rest is %s', (id, end) => expect(endOfId(id)).toBe(end))

test.each([
  ['cust-detail', true],
  ['gvRow', true],
  ['ob', true],
  ['active', false],
  ['is-open', false],
  ['tab-selected', false],
  ['css-1x2y3z', false],
  ['Cell_a1b2c3', false],
  ['ng-tns-c12', false],
  ['col-1024', false],
])('class %s is steady: %s', (name, steady) => expect(isStableClass(name)).toBe(steady))

test.each([
  ['khh', true],
  ['ctl00$cphMain$txtAmount', true],
  ['f1', true],
  ['field_20261125', false],
  ['ext-gen12', false],
])('name %s is steady: %s', (name, steady) => expect(isStableName(name)).toBe(steady))
