import { pickerEn } from './picker-en.ts'
import { scriptTexts } from './script.ts'
import { viewTexts } from './view.ts'
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
    about: (amount) => `about ${amount}`,
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
    segmentation: 'segments from data',
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
    checksOff: 'checks are switched off by IT, nothing was checked',
  },

  foundBy: {
    line: (by, role) => `Found by ${by}: ${role}`,
    own: (by) => `found by ${by}`,
    another: 'It may be somebody else who is speaking: ask first.',
    kinds: {
      account: 'account number',
      card: 'card number',
      phone: 'phone number',
      channel: 'channel number',
      company: 'company number',
    },
    roles: {
      owner: 'holder',
      joint: 'joint holder',
      authorised: 'authorised person',
      contact: 'contact',
    },
  },

  checks: {
    toSee: (count) => (count ? `${count} to see` : ''),
    passed: (count) => `${count} passed`,
    line: (verdict, count, more) => `Checks: ${verdict} ${count}${more ? `, ${more} more to see` : ''}`,
    allPassed: (count) => `Checks: all ${count} passed`,
    none: 'Checks: none applies',
    nothing: 'No check to see.',
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
    nothing: 'No tip to give.',
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
      'other-shift': 'not for this shift',
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
      refused: 'customer refuses targeted tips',
      'no-consent': 'no consent to marketing',
      'consent-unknown': 'consent or do-not-call not known',
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
    refresh: 'Get the newest',
    updated: (time) => `Updated ${time}`,
    updatedAsOf: (date) => `As of ${date}`,
  },

  notices: {
    urgent: 'Urgent notice',
    title: 'Notice',
    read: 'I have read it',
  },

  subject: {
    onScreen: (key) => `Customer key ${key}, in step with the screen`,
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
    closed: "Your bank's IT has set: nothing goes through that cannot be checked.",
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
    'no-identifier': {
      title: 'no number on the page by which to find the customer',
      detail: 'A number that cannot be read is not guessed.',
      now: "Reload the page or open the customer's details; if it stays so, ask your administrator to look at the page adapter.",
    },
    'empty-identifier': {
      title: 'the number by which to find the customer is empty',
      detail: 'A number that cannot be read is not guessed.',
      now: "Open the customer's details in the CRM.",
    },
    'not-an-identifier': {
      title: 'what was read is not the number that belongs here',
      detail:
        'The text does not look like an account, card or phone number and was not looked up. So it is with a caller who withholds their number.',
      now: "Open the customer's details in the CRM; if it stays so, ask your administrator to look at the page adapter.",
    },
    'several-identifiers': {
      title: 'more than one number on the page by which to find the customer',
      detail: 'Which one holds is not known, so nobody is shown.',
      now: 'Open one customer only, or reload the page.',
    },
    'several-customers': {
      title: 'this number belongs to several customers',
      detail:
        'So it is with a joint account, or the contacts of a company. Nobody can say which of them it is, so none is shown.',
      now: "Ask who it is, then open that customer's details in the CRM.",
    },
    'uncertain-number': {
      title: 'it is not certain whose number this is',
      detail: "The bank's records disagree or have not been confirmed, so nobody is shown.",
      now: "Ask who it is, then open that customer's details in the CRM.",
    },
    'unknown-number': {
      title: 'no customer was found by this number',
      detail:
        'Fineline knows nothing of this number: it may be new, or not imported. No checks and no tips were made.',
      now: "Ask who it is, then open that customer's details in the CRM.",
    },
    'unknown-phone': {
      title: 'no customer was found by this phone number',
      detail:
        "Fineline knows nothing of this number: it may be somebody else's phone, or new and not imported. No checks and no tips were made.",
      now: "Ask who it is, then open that customer's details in the CRM.",
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
    'wrong-policy': {
      title: "the administrator's settings are wrong",
      detail: 'None of the settings is in use.',
      now: 'Tell your administrator; the options page says what is wrong with each.',
    },
    'no-playbook': {
      title: 'no playbook yet',
      detail: 'Without a playbook there are no checks and no tips; it is asked for again.',
      now: 'If it cannot wait, check by hand as your bank prescribes.',
    },
    'old-playbook': {
      title: 'the playbook was replaced',
      detail: 'The one at hand is too old: nothing of it is shown any more, and the new one is on its way.',
      now: 'That takes seconds; if it cannot wait, check by hand as your bank prescribes.',
    },
    'signed-out': {
      title: 'not signed in',
      detail: 'Tips and checks need you to sign in. This customer has not been checked.',
      now: 'Sign in first.',
    },
    unreachable: {
      title: 'the decision service cannot be reached',
      detail: 'This customer has not been checked.',
      now: 'If it cannot wait, check by hand as your bank prescribes.',
    },
    busy: {
      title: 'the decision service asks to wait',
      detail:
        'Too much was asked of it at once. This customer has not been checked; guarded actions stop or go on as each rule says.',
      now: 'It is asked again as soon as it allows, within about two minutes; if it cannot wait, check by hand as your bank prescribes.',
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

  off: {
    line: (names) => `Switched off by IT: ${names}.`,
    checks: 'Checks are switched off by IT: nothing was checked, and no button is guarded.',
    tips: 'Tips are switched off by IT.',
    names: {
      'customer-badge': 'customer badges',
      'list-badges': 'badges in lists',
      'next-best-action': 'tips',
      'compliance-check': 'checks',
      'urgent-notice': 'urgent notices on the page',
    },
  },

  doubt: {
    title: (reason) => `Not checked: ${reason}`,
    beside: (reason) =>
      `Another place in this window is not checked: ${reason}. Guarded actions there are not judged by this customer; ask who it is first.`,
    hides:
      "That number may be somebody else's, so the customer open in the same window is not shown either until it is found or closed.",
    unguarded: 'No button is guarded now: nothing can be stopped.',
    byRule: 'Guarded actions stop or pass as each rule says.',
    modes: {
      open: "Your bank's IT has set: guarded actions go through meanwhile, and are said not to be checked.",
      closed: "Your bank's IT has set: guarded actions are stopped until they can be checked.",
    },
    wrongKeys: (names) => `Wrong settings: ${names}.`,
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
    move: 'Move the card: drag, or use the arrow keys; Home puts it back',
    shrink: 'Collapse to one line',
    enlarge: 'Expand',
    rowUnread:
      'Not checked: this row has no customer number, and none is guessed. Open the customer, or reload when it is there.',
    back: 'Back to the form',
    close: 'Close',
  },

  refusedSince: (when) => `Customer refuses targeted marketing since ${when}; service tips stay.`,

  explain: {
    and: ', ',
    more: 'one more thing that may not be named here',
    tip: (facts) =>
      `I mention this because our system looked, by fixed rules, at what the bank holds on you: ${facts}. Whether I say it is my own decision.`,
    tipForAll: 'This is the same for every customer; nothing about you was used.',
    mayRefuse:
      'You may refuse marketing that is chosen by what we know of you. Just tell me; nothing else changes.',
    looked: (facts) => `For that we looked at: ${facts}. `,
    check: (label, citation, looked, result) =>
      `Before we go on we must check “${label}”, as required by ${citation}. ${looked}Result: ${result}. You may ask for a person to look again.`,
    results: {
      pass: 'all is well',
      remind: 'there is something to remind you of',
      warn: 'something must be explained before we go on',
      block: 'it cannot be done this way now',
      'not-checked': 'something is missing, so there is no answer yet',
    },
    segment: (facts) =>
      `To offer fitting service our system groups customers by: ${facts}. You may ask about it, and you may refuse marketing chosen by it.`,
    segmentOfAll: 'This group looks at nothing personal; any customer may be in it.',
  },

  home: {
    title: 'Locked',
    detail: 'You were away for a while. Sign in again; the page and all you typed are still there.',
    unlock: 'Sign in again',
    copied: 'Masked numbers were not copied; the rest was.',
  },

  meddling: {
    says: (what) => `This page ${what}. Trust the side panel.`,
    what: {
      removed: 'has removed what Fineline shows',
      changed: 'has changed what Fineline shows',
      covered: 'lies over what Fineline shows',
      imitated: 'imitates Fineline',
    },
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
    evidence: 'Rule',
    unverified: "Not yet confirmed by the bank's compliance",
    contact: 'This contact',
    stepKept: 'Recorded as evidence of this contact; it cannot be undone',
    tips: 'Tips',
    otherTips: 'Other tips',
    accept: 'Accept',
    defer: 'Not now',
    dismiss: 'Not suitable…',
    dismissTitle: 'Why it does not suit',
    cancel: 'Back',
    answered: 'Recorded',
    hidden: 'Tips not shown',
    explain: 'Explain to the customer',
    refuse: 'Customer refuses targeted marketing',
    refuseAsk:
      'Does the customer refuse? No marketing is chosen by what is known of them from now on; service tips stay.',
    refuseYes: 'Yes, record the refusal',
    takeBack: 'Customer takes it back',
    segments: 'Segments',
    noSegments: 'No segment holds.',
    customer: 'Customer',
    assets: 'Assets',
    consents: 'Consents',
    syntheticHint: 'Made from a fixed seed, not real data',
    masked: 'Masked, hold to show',
    language: '中文',
    view: viewTexts.en.words,
  },

  status: {
    title: 'Fineline',
    agent: 'Agent',
    signedOut: 'Not signed in',
    edge: 'Decision service',
    edgeUp: 'Reachable',
    edgeNone: 'Not set',
    edgeWrong: (count) => `${plural(count, 'setting')} wrong`,
    dropped: (count) => `${plural(count, 'record')} kept too long and dropped, as set`,
    playbook: 'Playbook',
    noPlaybook: 'None yet',
    published: (when) => `published ${when}`,
    checked: (ago) => `confirmed ${ago}`,
    outbox: 'To be sent',
    waiting: (count) => plural(count, 'answer'),
    nothingWaits: 'Nothing',
    keptHere: 'kept here, sent when the service is back',
    ofOthers: (count) => `${count} by somebody else, sent when that person signs in here`,
    signIn: 'Sign in',
    signOut: 'Sign out',
    openPanel: 'Open side panel',
    policy: 'See settings',
    console: 'Console',
    language: 'Language',
    shortcuts: 'Shortcuts',
    noShortcut: 'not set',
    changeShortcuts: 'Change shortcuts',
    onPage: 'On the page',
    smallBadges: 'Badges show the mark only',
    putBack: 'Put everything back',
    arrangeHint:
      'Badge and card can be dragged. With the focus on a badge: arrow keys move it, − collapses, + expands, Home puts it back.',
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
    faults: {
      missing: (must) => `Missing: should be ${must}`,
      type: (must) => `Of the wrong kind: should be ${must}`,
      value: (must) => `Cannot be used: should be ${must}`,
    },
    problems: (count) => (count ? `${plural(count, 'setting')} wrong; none of the settings is in use.` : ''),
    keys: {
      edgeUrl: { label: 'Decision service', must: 'an https address without a path' },
      issuer: { label: 'Sign-in service', must: 'an https address' },
      clientId: { label: 'Sign-in client', must: 'the name given by the sign-in service' },
      audience: { label: 'Token audience', must: 'the name the decision service accepts' },
      hosts: { label: 'CRM pages', must: 'page patterns such as https://crm.bank.example/*' },
      hmacSecret: { label: 'Customer key secret', must: 'at least 16 characters' },
      hmacKeyId: { label: 'Customer key id', must: 'the id of the secret' },
      language: { label: 'Language', must: '“zh-CN” or “en”' },
      disabledFeatures: { label: 'Features off', must: 'ids of features' },
      failMode: { label: 'When nothing can be checked', must: '“open” or “closed”' },
      homeOffice: { label: 'Home office', must: 'yes or no' },
      watermark: { label: 'Watermark', must: 'yes or no' },
      lockAfterMinutes: { label: 'Lock after', must: 'a whole number of minutes, 1 to 240' },
      logLevel: { label: 'Log level', must: '“error”, “warn”, “info” or “debug”' },
      retentionDays: { label: 'Unsent records kept', must: 'a whole number of days, 1 to 365' },
      ring: { label: 'Rollout ring', must: '“pilot”, “early” or “all”' },
    },
    usual: {
      hosts: 'All pages of the package',
      language: "The agent's own choice",
      disabledFeatures: 'None',
      failMode: 'As each rule says',
      homeOffice: 'No',
      watermark: 'No',
      lockAfterMinutes: '10 minutes in home office',
      logLevel: 'warn',
      retentionDays: 'Until they are sent',
      ring: 'All',
    },
    values: {
      yes: 'Yes',
      no: 'No',
      open: 'Actions go through, said not to be checked',
      closed: 'Actions are stopped',
      minutes: (count) => plural(count, 'minute'),
      days: (count) => plural(count, 'day'),
      'zh-CN': 'Chinese',
      en: 'English',
      pilot: 'Pilot',
      early: 'Early',
      all: 'All',
    },
  },

  health: {
    title: 'How pages are read',
    lead: (days) =>
      `Last ${days} days, all browsers together. Counts only: no content of a page, no customer key.`,
    percent: (value) => `${value}\u00a0%`,
    since: {
      today: 'Since today',
      weekday: (name) => `Since ${name}`,
      date: (date) => `Since ${date}`,
    },
    lost: {
      screen: (since, share, adapter) =>
        `${since} ${share} of the pages of ${adapter} are no screen that is known`,
      number: (since, share, screen) => `${since} ${share} of ${screen} screens cannot be read`,
      anchor: (since, share, screen) => `${since} ${share} of ${screen} screens have no place for the badge`,
      list: (since, share, screen) => `${since} ${share} of ${screen} lists have no rows`,
      rows: (since, share, screen) => `${since} ${share} of the rows of ${screen} cannot be read`,
      frames: (since, share, screen) =>
        `${since} ${share} of ${screen} screens show another customer than a frame beside`,
    },
    always: (days) => `all of the last ${days} days`,
    gone: (since, screen) => `${since} ${screen} screens are hardly seen any more`,
    fallback: (since, share, screen, failing) =>
      `${since}, on ${share} of ${screen} screens, ${failing}; a later step still reads`,
    because: (sentence, why) => `${sentence}: ${why}`,
    condition: (screen, step, outcome) => `condition ${step} of ${screen} ${outcome}`,
    step: (part, step, outcome) => `${part}, step ${step} ${outcome}`,
    stepOf: (part, step, outcome) => `step ${step} of ${part} ${outcome}`,
    whole: (part, outcome) => `${part} as a whole ${outcome}`,
    parts: {
      screen: 'screen',
      number: 'number',
      anchor: 'place of the badge',
      list: 'list',
      rows: 'rows',
      frames: 'frames',
    },
    outcomes: {
      read: 'reads',
      'no-element': 'finds no element',
      hidden: 'finds it out of sight',
      empty: 'finds no text that fits',
      ambiguous: 'finds two different values',
      'not-a-number': 'reads what is no customer number',
      conflict: 'differs from another frame',
      unwanted: 'finds what must not be there',
    },
    before: (share) => `${share} before`,
    now: {
      lost: 'The CRM may have a new release: open this screen and look at that step of the adapter.',
      gone: 'The screen may have moved: look at the addresses in the adapter.',
      poor: 'The adapter may have pointed at the wrong place from the beginning: open this screen and look.',
      fallback: 'It is read still. Mend the step soon: the later ones are only in reserve.',
    },
    playbook: (version) => `Playbook ${version} came on the same day: it may be the adapter that changed.`,
    calmTitle: 'No screen got worse',
    calm: 'Every screen is read as well as before. Days with few readings show no change.',
    driftsTitle: 'Screens that got worse',
    unknownPages: 'Unknown pages',
    noNumber: 'no number to read',
    notSeen: (days) => `not seen in the last ${days} days`,
    seen: (count) => `${count} times`,
    good: (part, share, days) => `${part}: ${share} read in the last ${days} days`,
    known: (share, days) => `${share} of pages known in the last ${days} days`,
    failedShare: 'Share not read, by day',
    unknownShare: 'Share of pages that are no known screen, by day',
    byDay: 'By day',
    bySteps: 'By step',
    columns: {
      day: 'Day',
      tried: 'Times',
      failed: 'Not read',
      share: 'Share',
      playbook: 'Playbook',
      part: 'What',
      step: 'Step',
      outcome: 'Outcome',
      late: (days) => `Last ${days} days`,
      early: 'Before',
    },
    emptyTitle: 'No counts yet',
    empty: 'A few minutes after agents open the CRM there are figures here.',
    retry: 'Try again',
    signIn: 'Sign in',
    doubts: {
      forbidden: {
        title: 'This account may not see how pages are read',
        detail:
          'Supervisors and admins may. If you need it, ask an administrator to add the role at the sign-in service.',
      },
      unreachable: {
        title: 'The decision service cannot be reached',
        detail: 'No counts can be had now. Those of the browsers are kept there and sent when it is back.',
      },
      'signed-out': { title: 'Not signed in', detail: 'Sign in to see how pages are read.' },
      refused: {
        title: 'The decision service refused',
        detail: 'Try again; if it stays so, tell your administrator when it happened.',
      },
      'no-policy': {
        title: 'No settings from your administrator yet',
        detail: "They arrive within seconds of the browser's start; if they do not, tell your administrator.",
      },
      'no-answer': {
        title: 'Fineline does not answer',
        detail: 'Reload the page; if it stays so, restart the browser.',
      },
    },
  },
  picker: pickerEn,
  script: scriptTexts.en,

  view: viewTexts.en,
}
