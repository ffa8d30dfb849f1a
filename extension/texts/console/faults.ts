/** What the engine says, as it says it, and the same in Chinese; `$1` is what stood in the first bracket. */
type Table = readonly (readonly [says: RegExp, zh: string])[]

/** Of conditions: what Fineline itself finds. */
const conditions: Table = [
  [/^a loop inside two others takes too long$/, '循环套了三层，算起来太慢'],
  [/^a condition answers yes or no, this one gives (.+)$/, '条件的结果应是“是”或“否”，这里得到的是 $1'],
  [/^this can never hold: no value of (.+) fits$/, '这个条件永远不会成立：“$1”取什么值都不行'],
  [
    /^this rule is asked where no page is read: no page\.\*$/,
    '这条规则在读不到页面的地方判断，不能用 page.*',
  ],
  [/^(\S+) is not declared$/, '没有“$1”这一项'],
  [/^(\w+)\(\) is not supported$/, '不支持函数 $1()'],
  [/^(\w+)\(\) needs a time zone, such as (.+)$/, '$1() 要写明时区，例如 $2'],
  [/^"(\w+)" stands only before a name: (.+)$/, '“$1”不能单独用，后面要跟名称，如 $2'],
  [/^maps \{…\} are not supported$/, '不支持映射 {…}'],
  [/^an index \[…\] is not supported.*$/, '不支持下标 […]：列表不够长时没有结果；请用 exists() 或 filter()'],
  [/^null is not supported.*$/, '不支持 null；要问有没有记录，请用 has(…)'],
  [/^bytes and unsigned numbers are not supported$/, '不支持字节串和无符号数'],
  [/^(\S+) is never "(.*)"$/s, '“$1”不会是“$2”'],
  [/^a division by 0 has no answer$/, '除数是 0，没有结果'],
  [/^(.+) is no day$/s, '“$1”不是一个日期'],
  [/^"(.*)" is not an IANA time zone$/s, '“$1”不是 IANA 时区名'],
]

/** Of conditions: what the library finds that reads CEL. */
const library: Table = [
  [/^Unexpected token: EOF$/, '没有写完'],
  [/^Unexpected token: (.+)$/s, '这里不该有$1'],
  [/^Unexpected character: '?(.*?)'?$/s, '这里不该有“$1”'],
  [/^Expected (\w+), got EOF$/, '没有写完，还缺$1'],
  [/^Expected (\w+), got (\w+)$/, '这里应是$1，写的是$2'],
  [/^Reserved identifier: (.+)$/, '“$1”是保留字，不能当名称'],
  [/^Unknown variable: (.+)$/, '没有“$1”这个名称'],
  [/^No such key: (.+)$/, '没有“$1”这一项'],
  [/^Invalid (?:number|integer|hex integer): (.+)$/, '“$1”不是数'],
  [/^Invalid exponent$/, '指数写得不对'],
  [/^Newlines not allowed in single-quoted strings$/, '引号里不能换行'],
  [/^Unterminated (?:triple-quoted )?string$/, '引号没有成对'],
  [
    /^(?:Invalid (?:Unicode|hex) (?:escape|surrogate)|Octal escape|Invalid escape sequence)(?:.*: )?(.*)$/s,
    '转义写得不对：$1',
  ],
  [/^(.+) not allowed in bytes literals$/s, '字节串里不能写 $1'],
  [/^Exceeded (\w+) \((\d+)\)$/, '条件太长或括号套得太深（$1 至多 $2）'],
  [/^no such overload: (.+)$/s, '这两边不能这样比较或计算：$1'],
  [/^found no matching overload for '(.+)'$/s, '$1 的参数不对'],
  [/^Logical operator requires bool operands, got '(.+)'$/, '“&&”和“||”两边都应是“是”或“否”，这里是 $1'],
  [/^Ternary condition must be bool, got '(.+)'$/, '“?”前面应是“是”或“否”，这里是 $1'],
  [/^Ternary branches must have the same type, got '(.+)' and '(.+)'$/, '“?:”的两个结果类型不同：$1 和 $2'],
  [/^(.+?) (?:filter )?predicate must return bool(?:, got '(.+)')?$/, '$1 里的条件应是“是”或“否”'],
  [/^List elements? must.*expected type '(.+)' but found '(.+)'$/, '列表里的类型不一致：应是 $1，写的是 $2'],
  [/^Expression of type '(.+)' cannot be range of a comprehension.*$/, '$1 不是列表，不能逐项判断'],
  [/^List index must be int, got '(.+)'$/, '下标应是整数，这里是 $1'],
  [/^Cannot index type '(.+?)'.*$/, '$1 里没有可取的项'],
  [/^has\(\) invalid argument$/, 'has() 里要写一项事实，如 has(customer.age)'],
  [/^(.+) invalid (?:predicate )?iteration variable$/, '$1 的第一个参数要是一个名称'],
  [/^(\w+)\(\) type error: cannot convert to (\w+)$/, '$1() 转不成 $2'],
  [/^(?:integer overflow: (.+)|Unsigned integer overflow)$/, '数太大'],
  [/^(?:division|modulo) by zero$/, '除数是 0，没有结果'],
  [/^Invalid duration string: (.*)$/s, '“$1”不是一段时间；要写成 "24h"、"90m" 这样'],
  [/^timestamp\(\) requires .*$/, 'timestamp() 里要写 "2026-11-24T00:00:00Z" 这样的时刻'],
]

/** Of the playbook as a whole. */
const playbook: Table = [
  [/^(.+) stands twice$/s, '$1 出现了两次'],
  [
    /^tip (\S+) offers the product (.+), which is not in the product table$/s,
    '提示 $1 推荐的产品 $2 不在产品表里',
  ],
  [
    /^tip (\S+) needs customer\.(\S+) for its suitability, which is not declared$/,
    '提示 $1 判断适当性要用 customer.$2，但没有这一项',
  ],
  [/^tip (\S+) is for the shift (.+), which is not declared$/s, '提示 $1 给班次 $2，但没有这个班次'],
  [
    /^script (\S+) has words for the segment (.+), which is not in the playbook$/s,
    '话术 $1 里有给客群 $2 的话，但没有这个客群',
  ],
  [
    /^script (\S+), step (\S+) confirms the step (.+), which is not declared$/s,
    '话术 $1 的步骤 $2 要勾选联系步骤 $3，但没有这个步骤',
  ],
  [
    /^script (\S+), step (\S+) discloses for the check (.+), which is not in the playbook$/s,
    '话术 $1 的步骤 $2 对应检查 $3，但没有这个检查',
  ],
  [
    /^script (\S+), step (\S+) discloses and may be skipped; it must be required$/,
    '话术 $1 的步骤 $2 是必须告知的，不能设成选做',
  ],
  [
    /^knowledge (\S+) is about the product (.+), which is not in the product table$/s,
    '知识 $1 写的产品 $2 不在产品表里',
  ],
  [/^tip (\S+) is from (.+) until (.+); no day is$/, '提示 $1 从 $2 到 $3，没有一天在其中'],
  [/^tip (\S+) suits ages from (.+) to (.+); nobody is$/, '提示 $1 适合 $2 岁到 $3 岁，没有人符合'],
  [
    /^attribute (\S+) is (\w+); bounds are for int and money$/,
    '事实 $1 的类型是 $2，只有整数和金额可以有上下限',
  ],
  [/^attribute (\S+) is from (.+) to (.+); nothing can be$/, '事实 $1 从 $2 到 $3，什么值都不行'],
  [/^parameter (\S+) is (.+); it must be from -Infinity to (.+)$/, '参数 $1 是 $2，至多 $3'],
  [/^parameter (\S+) is (.+); it must be from (.+) to Infinity$/, '参数 $1 是 $2，至少 $3'],
  [/^parameter (\S+) is (.+); it must be from (.+) to (.+)$/, '参数 $1 是 $2，应在 $3 到 $4 之间'],
  [
    /^(\w+) (\S+): the words hold \{\{(.*)\}\}, which is not declared$/s,
    '$1 $2 的文字里有 {{$3}}，但没有这一项',
  ],
  [/^check (\S+) requires the step (.+), which is not declared$/s, '检查 $1 要求步骤 $2，但没有这个步骤'],
  [
    /^check (\S+) requires steps; that is for checks on action$/,
    '检查 $1 要求步骤，只有针对操作的检查可以这样',
  ],
  [/^check (\S+) is asked on (\w+); "text" is for checks on remark$/, '检查 $1 不看备注，不能有要找的用语'],
  [/^check (\S+) is asked on (\w+) and has no "condition"$/, '检查 $1 还没有条件'],
  [/^check (\S+) is asked on the remark and has no "text"$/, '检查 $1 看备注，但没有写要找什么'],
  [/^check (\S+) is asked on the remark, where no condition is.*$/, '检查 $1 看备注，不能有条件'],
  [/^check (\S+) looks for nothing in the remark.*$/, '检查 $1 在备注里什么也不找，会一直通过'],
  [
    /^check (\S+): the innocent wording "(.*)" holds no phrase and more$/s,
    '检查 $1 的放行说法“$2”里没有要找的用语，或者就是它本身',
  ],
]

/** Fineline's own words for each kind of item, as the faults of the playbook call them. */
const called: readonly (readonly [RegExp, string])[] = [
  [/^step (\S+) of script (\S+)/, '话术 $2 的步骤 $1'],
  [/^script /, '话术 '],
  [/^knowledge /, '知识 '],
  [/^segment /, '客群 '],
  [/^tip /, '提示 '],
  [/^check /, '检查 '],
  [/^parameter /, '参数 '],
  [/^attribute /, '事实 '],
  [/^page field /, '页面字段 '],
  [/^product /, '产品 '],
  [/^step /, '步骤 '],
  [/^team /, '团队 '],
  [/^shift /, '班次 '],
  [/^adapter /, '页面适配器 '],
]

/** What the library calls the signs it reads. */
const signs: Readonly<Record<string, string>> = {
  ...{
    NUMBER: '数',
    STRING: '文字',
    BOOLEAN: 'true 或 false',
    NULL: 'null',
    IDENTIFIER: '名称',
    BYTES: '字节串',
  },
  ...{ PLUS: '“+”', MINUS: '“-”', MULTIPLY: '“*”', DIVIDE: '“/”', MODULO: '“%”', NOT: '“!”', IN: '“in”' },
  ...{ EQ: '“==”', NE: '“!=”', LT: '“<”', LE: '“<=”', GT: '“>”', GE: '“>=”', AND: '“&&”', OR: '“||”' },
  ...{ LPAREN: '“(”', RPAREN: '“)”', LBRACKET: '“[”', RBRACKET: '“]”', LBRACE: '“{”', RBRACE: '“}”' },
  ...{ DOT: '“.”', COMMA: '“,”', COLON: '“:”', QUESTION: '“?”' },
}

export const faultTables = { conditions, library, playbook, called, signs }
