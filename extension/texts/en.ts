import { pickerEn } from './picker-en.ts'
import type { Texts } from './zh.ts'

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** English. */
export const en: Texts = {
  marks: {
    list: '; ',
    and: ', ',
    end: '.',
    gap: ' ',
    quote: (text) => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`,
    aside: (text) => ` (${text})`,
  },

  values: {
    unknown: 'unknown',
    yes: 'yes',
    no: 'no',
    withheld: 'not shown',
    none: 'none',
    days: (count) => plural(count, 'day'),
    synthetic: 'synthetic',
  },

  channels: {
    phone: 'phone',
    counter: 'counter',
    app: 'mobile banking',
    web: 'online banking',
    cards: 'card system',
    loans: 'loan system',
    core: 'core banking',
    crm: 'CRM',
    generator: 'sample generator',
  },

  verdicts: {
    pass: 'Pass',
    remind: 'Remind',
    warn: 'Warn',
    block: 'Stop',
    'not-checked': 'Not checked',
  },

  categories: {
    service: 'Service',
    care: 'Care',
    retention: 'Retention',
    sales: 'Sales',
    risk: 'Risk',
  },

  badge: {
    notChecked: 'Not checked',
    noSegment: 'No segment',
    count: (tips) => plural(tips, 'tip'),
    title: (segment, verdict, tips) =>
      `${segment}: checks say “${verdict}”${tips ? `, ${plural(tips, 'tip')} waiting` : ''}`,
    noChecks: 'no check applies',
  },

  checks: {
    toSee: (count) => (count ? `${count} to see` : ''),
    passed: (count) => `${count} passed`,
    line: (verdict, count, more) => `Checks: ${verdict} ${count}${more ? `, ${more} more to see` : ''}`,
    allPassed: (count) => `Checks: all ${count} passed`,
    none: 'Checks: none applies',
    missing: (names) => `Missing: ${names}.`,
    askCustomer: 'Confirm and complete it in the CRM.',
    fillPage: 'Fill it in on the page.',
    byHand: 'Check by hand as your bank prescribes.',
    ruleFault: 'This rule gave no answer.',
    tellSupervisor: 'Ask your supervisor to look at the rule.',
  },

  contact: {
    done: (done, total) => `${done} of ${total} done`,
    fields: {
      channel: 'Channel',
      direction: 'Inbound or outbound',
      minutes: 'Length of the contact',
      steps: 'Steps done',
    },
  },

  tips: {
    title: 'Tips',
    place: (total) => `Tip 1 of ${total}`,
    count: (count) => (count ? String(count) : ''),
    hidden: (count, reasons) => `${count} not shown: ${reasons}`,
    otherTips: (count) => plural(count, 'other tip'),
    otherWhy: 'Not for this customer',
    missing: (names) => `missing: ${names}`,
    reasons: {
      'not-yet-valid': 'not started yet',
      expired: 'over',
      'other-channel': 'not for this channel',
      'other-role': 'not for your role',
      'other-team': 'not for your team',
      'not-eligible': 'does not qualify',
      'eligibility-unknown': 'data missing',
      'eligibility-error': 'rule has an error',
      'not-applicable': 'not the moment',
      'applicability-unknown': 'data on the moment missing',
      'applicability-error': 'rule on the moment has an error',
      'above-grade': 'above the customer’s risk grade',
      'assessment-invalid': 'risk assessment expired',
      'age-unsuitable': 'not suitable at this age',
      'amount-unsuitable': 'minimum amount too high',
      'suitability-unknown': 'data on suitability missing',
      'no-consent': 'no consent to marketing',
      'consent-unknown': 'consent to marketing not recorded',
      'do-not-call': 'not to be disturbed',
      'cap-tip': 'asked recently',
      'cap-customer': 'customer asked enough lately',
      'cap-agent': 'you asked enough lately',
      paused: 'customer declined several times',
      'control-group': 'control group',
      'interruption-budget': 'in the side panel only',
    },
    levers: {
      propensity: 'Acceptance',
      context: 'Right now',
      value: 'Value',
      lever: 'Supervisor',
    },
    levels: ['low', 'fairly low', 'medium', 'fairly high', 'high'],
    weights: { lower: 'lowered', same: 'unchanged', higher: 'raised' },
  },

  fresh: {
    asOf: (when, ago) => `Data as of ${when}${ago && `, ${ago}`}`,
    today: (time) => `today ${time}`,
    yesterday: (time) => `yesterday ${time}`,
    dayBefore: (time) => `two days ago ${time}`,
    onDay: (date, time) => `${date} ${time}`,
    now: 'just now',
    minutes: (count) => `${count} min ago`,
    hours: (count) => `${count} h ago`,
    days: (count) => `${plural(count, 'day')} ago`,
    historical: (date) => `Decided on data as of ${date} (historical data).`,
    stale: (when) => `Data as of ${when}, more than 24 h old. Confirm what matters with the customer.`,
    oldPlaybook: (ago) => `The playbook was last confirmed ${ago}; a new stop may not have arrived.`,
    updated: (time) => `Updated ${time}`,
    updatedAsOf: (date) => `As of ${date}`,
  },

  subject: {
    onScreen: (key) => `Customer key ${key}, in step with the screen`,
  },

  complaint: {
    title: (matter) => `Open complaint${matter && `: ${matter}`}`,
    left: (days) => (days ? `${plural(days, 'day')} left` : 'due today'),
    over: (days) => `${plural(days, 'day')} over`,
    from: (date) => `Received ${date}`,
    due: (days, date) => `${days}-day limit ${date}`,
  },

  assets: {
    parts: { term: 'Term deposit', wealth: 'Wealth', deposit: 'Deposit', fund: 'Fund' },
    known: (amount) => `known ${amount}`,
    riskGrade: 'risk grade',
    synthetic: (parts) => `synthetic: ${parts}`,
    grade: (grade, date) => `Risk grade ${grade}${date && `, assessed ${date}`}`,
  },

  consents: {
    no: (label) => `${label}: no`,
    unknown: (label) => `${label}: not recorded, taken as no`,
    quietUntil: (date) => `Do not call until ${date}`,
  },

  playbook: (version) => `Playbook ${version}`,

  stop: {
    blocked: (label) => `Submission stopped: ${label}`,
    confirm: (label) => `Give a reason before submitting: ${label}`,
    notChecked: (what) => `Not checked, submission stopped: ${what}`,
    couldNot: (label) => `“${label}” could not be checked.`,
    situation: 'What',
    basis: 'Rule',
    now: 'You can',
    contact: 'To do',
    steps: (labels, shortcut) =>
      `When done, tick under “This contact” in the side panel: ${labels}${shortcut && ` (${shortcut} opens it)`}.`,
    also: 'Also',
    alsoUnchecked: (labels) => `Could not be checked either: ${labels}.`,
    kept: 'Nothing was sent, and everything you typed is still there.',
    effective: (date) => `in force from ${date}`,
    clause: 'Read the article',
    unverified: "not yet confirmed by the bank's compliance",
    override: 'Go on with a reason',
    reason: 'Reason',
    text: 'What the case is',
    textHint: 'At least 6 characters; no names, no numbers',
    confirmOverride: 'Record the reason and go on',
    back: 'Back to the form',
    close: 'Close, back to the button',
    noOverride: 'No reason can override this check',
    problems: {
      'reason-too-short': 'The reason is too short: write at least 6 characters.',
      'reason-holds-identifier': 'The reason holds a name or a number: take it out, then go on.',
      'no-customer':
        'It is not clear now which customer this is. No reason was recorded and nothing was sent. Open the customer again.',
      'not-allowed': 'This check does not take that reason; nothing was sent. Choose another or go back.',
      changed:
        'The form or the customer has changed since this stop was shown. No reason was recorded and nothing was sent. Go back and press again.',
    },
  },

  unchecked: {
    'no-element': {
      title: 'no customer number on the page',
      detail: 'A number that cannot be read is not guessed.',
      now: "Open the customer's details or reload the page; if it stays so, ask your administrator to look at the page adapter.",
    },
    empty: {
      title: 'the customer number is empty',
      detail: 'A number that cannot be read is not guessed.',
      now: 'Complete it in the CRM, then reload the page.',
    },
    'not-a-number': {
      title: 'what was read is no customer number',
      detail: 'The text does not look like a customer number and was not looked up.',
      now: 'Reload the page; if it stays so, ask your administrator to look at the page adapter.',
    },
    ambiguous: {
      title: 'more than one customer number on the page',
      detail: 'Which one holds is not known, so neither is shown.',
      now: 'Open one customer only, or reload the page.',
    },
    'unknown-customer': {
      title: 'no data on this customer',
      detail: 'The account may be new and not yet imported. No checks and no tips were made.',
      now: 'Check by hand as your bank prescribes.',
    },
    conflict: {
      title: 'two places show different customers',
      detail: 'Which one holds is not known, so neither is shown; guarded actions count as not checked.',
      now: 'Open the customer again in the CRM.',
    },
    'no-policy': {
      title: 'no settings from the administrator yet',
      detail: "They arrive within seconds of the browser's start.",
      now: 'If they do not, tell your administrator; the options page names what is missing.',
    },
    'no-playbook': {
      title: 'no playbook yet',
      detail: 'Without a playbook there are no checks and no tips; it is asked for again.',
      now: 'If it cannot wait, check by hand as your bank prescribes.',
    },
    'signed-out': {
      title: 'not signed in',
      detail: 'Tips and checks need you to sign in. This customer has not been checked.',
      now: 'Sign in first.',
    },
    unreachable: {
      title: 'the decision service cannot be reached',
      detail: 'This customer has not been checked; guarded actions stop or pass as each rule says.',
      now: 'If it cannot wait, check by hand as your bank prescribes.',
    },
    refused: {
      title: 'the decision service refused',
      detail: 'This customer has not been checked.',
      now: 'Try again; if it stays so, tell your administrator when it happened.',
    },
    'no-answer': {
      title: 'Fineline does not answer',
      detail: 'This customer has not been checked.',
      now: 'Reload the page; if it stays so, restart the browser.',
    },
  },

  doubt: {
    title: (reason) => `Not checked: ${reason}`,
    unguarded: 'No button is guarded now: nothing can be stopped.',
    since: (time) => `No answer since ${time}; it is asked again.`,
    pending: (count) =>
      count ? `${plural(count, 'answer')} of yours kept here and sent when it is back` : '',
    retry: 'Try now',
    again: 'Read again',
    signIn: 'Sign in',
  },

  page: {
    notChecked: 'Not checked',
    noAnswer: 'Not checked: Fineline does not answer.',
    noAnswerNow: 'This customer has not been checked. Reload the page, or check by hand.',
    rowUnread:
      'Not checked: this row has no customer number, and none is guessed. Open the customer, or reload when it is there.',
    back: 'Back to the form',
    close: 'Close',
  },

  card: {
    why: 'Why',
    accept: 'Accept',
    defer: 'Not now',
    dismiss: 'Not suitable…',
    close: 'Close (Esc)',
    openPanel: 'Open side panel',
    none: 'No tip to give.',
  },

  panel: {
    emptyTitle: 'No customer yet',
    emptyDetail: 'Open a customer in the CRM, and tips and checks appear here.',
    loading: 'Checking',
    checks: 'Checks',
    noChecks: 'No check to see.',
    evidence: 'Rule',
    unverified: "Not yet confirmed by the bank's compliance",
    contact: 'This contact',
    stepKept: 'Recorded as evidence of this contact; it cannot be undone',
    tips: 'Tips',
    noTips: 'No tip to give.',
    otherTips: 'Other tips',
    accept: 'Accept',
    defer: 'Not now',
    dismiss: 'Not suitable…',
    dismissTitle: 'Why it does not suit',
    cancel: 'Back',
    answered: 'Recorded',
    hidden: 'Tips not shown',
    segments: 'Segments',
    noSegments: 'No segment holds.',
    customer: 'Customer',
    assets: 'Assets',
    consents: 'Consents',
    syntheticHint: 'Made from a fixed seed, not real data',
    language: '中文',
  },

  status: {
    title: 'Fineline',
    agent: 'Agent',
    signedOut: 'Not signed in',
    edge: 'Decision service',
    edgeUp: 'Reachable',
    edgeNone: 'Not set',
    playbook: 'Playbook',
    noPlaybook: 'None yet',
    published: (when) => `published ${when}`,
    checked: (ago) => `confirmed ${ago}`,
    outbox: 'To be sent',
    waiting: (count) => plural(count, 'answer'),
    nothingWaits: 'Nothing',
    keptHere: 'kept here, sent when the service is back',
    signIn: 'Sign in',
    signOut: 'Sign out',
    openPanel: 'Open side panel',
    policy: 'See settings',
    language: 'Language',
    shortcuts: 'Shortcuts',
    noShortcut: 'not set',
    changeShortcuts: 'Change shortcuts',
    teach: 'Teach Fineline this page',
  },

  policy: {
    title: 'Fineline settings',
    sources: {
      managed: {
        title: 'Set by your administrator',
        detail: 'They can be read here, not changed. Ask your administrator for a change.',
      },
      local: {
        title: 'From a file on this machine',
        detail: 'For trying out only; in real use the administrator sets them.',
      },
      none: {
        title: 'No settings yet',
        detail: "They arrive within seconds of the browser's start. If they do not, tell your administrator.",
      },
    },
    missing: 'Not received',
    received: 'Received',
    hidden: 'Set, not shown',
    wrong: (must) => `Missing or wrong: should be ${must}`,
    problems: (count) => (count ? `${plural(count, 'setting')} wrong; none of the settings is in use.` : ''),
    keys: {
      edgeUrl: { label: 'Decision service', must: 'a web address' },
      issuer: { label: 'Sign-in service', must: 'a web address' },
      clientId: { label: 'Sign-in client', must: 'the name given by the sign-in service' },
      audience: { label: 'Token audience', must: 'the name the decision service accepts' },
      hmacKeyId: { label: 'Customer key id', must: 'the id of the secret' },
      hmacSecret: { label: 'Customer key secret', must: 'at least 16 characters' },
      language: { label: 'Language', must: '“zh-CN” or “en”' },
    },
    languageByAgent: "the agent's own choice",
  },

  picker: pickerEn,
}
