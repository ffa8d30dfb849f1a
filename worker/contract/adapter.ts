import * as z from 'zod'
import { ActionKind } from './action.ts'
import { AttributeName } from './catalogue.ts'
import { ContactChannel } from './context.ts'
import { IdentifierKind } from './identity.ts'
import { Id, Text } from './text.ts'

/** A regular expression as text; refused when it does not compile. */
const Pattern = z.string().refine((text) => {
  try {
    return Boolean(new RegExp(text, 'u'))
  } catch {
    return false
  }
}, 'not a valid regular expression (flag u)')

/** One or more globs, in which `*` stands for any run of characters. */
const Globs = z.array(z.string().min(1)).min(1)

const place = {
  css: z.string().min(1).optional(),
  label: z.array(z.string().min(1)).min(1).optional(),
  text: z.string().min(1).optional(),
  frame: Globs.optional().describe(
    'name or address of another frame of the same window and origin, in which the element is looked for',
  ),
}

/**
 * Where an element is: by CSS selector, or as the cell beside a label (the element that follows
 * the one whose whole text is the label, colons and spaces aside). With `text`, only an element
 * whose own text or value contains it. With both `css` and `label`, `css` is looked for in the labelled cell.
 * With `frame`, in another frame of the window; only a frame of the same origin can be looked into.
 */
export const Locator = z.strictObject(place).refine((at) => at.css ?? at.label, 'needs "css" or "label"')
export type Locator = z.infer<typeof Locator>

/** One way to read a value: an element, what of it, and which part of that text (first capture group of `pattern`). */
export const ReadStep = z
  .strictObject({
    ...place,
    from: z
      .enum(['text', 'value', 'selected', 'checked', 'attribute', 'url'])
      .default('text')
      .describe(
        'text of the element, value of a field, text of the chosen option, checkbox state, an attribute, or the address of the frame',
      ),
    attribute: z.string().optional(),
    pattern: Pattern.optional(),
  })
  .refine((step) => step.from === 'url' || step.css || step.label, 'needs "css" or "label"')
  .refine((step) => step.from !== 'attribute' || step.attribute, '"from": "attribute" needs "attribute"')
export type ReadStep = z.infer<typeof ReadStep>

/** Ways to read one value, tried in order; the first that yields text wins. */
export const Reader = z.array(ReadStep).min(1)
export type Reader = z.infer<typeof Reader>

/** An action that is checked before the CRM gets it, by every way in which the page does it. */
export const Guard = z
  .strictObject({
    id: Id,
    /** What the action is; checks name the kinds they concern. */
    action: ActionKind.default('order'),
    /** Buttons or links that do the action. */
    press: z.array(Locator).default([]),
    /** The form that the action sends; catches Enter, `submit()` and other ways to send it. */
    form: Locator.optional(),
    /** Addresses to which a form of the action is sent, absolute; catches forms that a script makes and sends. */
    sends: Globs.optional(),
    /** Chords that do the action without a click, such as `Ctrl+S`. */
    keys: z.array(z.string()).default([]),
  })
  .refine(
    ({ press, form, sends }) => press.length > 0 || form || sends,
    'needs "press", "form" or "sends": nothing would be guarded',
  )
export type Guard = z.infer<typeof Guard>

/** Where the badge stands: at the end of the anchor's text or before it, over or under the anchor, or in the window's corner. */
const Placement = z.enum(['after', 'before', 'above', 'below', 'corner'])
export type Placement = z.infer<typeof Placement>

/**
 * What is done to a number as it stands on the page before it is compared with `numberPattern` and made a key, for CRMs
 * that write it otherwise than the bank's importer: in this order.
 */
const NumberForm = z.strictObject({
  /** Every match is taken out. */
  drop: Pattern.optional(),
  /** Zeros at the beginning are taken away. */
  trimZeros: z.boolean().optional(),
  /** Zeros are put before it up to this length. */
  padTo: z.number().int().min(1).max(40).optional(),
})
export type NumberForm = z.infer<typeof NumberForm>

/** How numbers of one kind stand on the pages of this CRM; what comes out must be the text that the bank's importer hashes. */
const IdentifierRule = z.strictObject({
  /** What one looks like after `form` and normalisation. */
  pattern: Pattern,
  form: NumberForm.default({}),
})
export type IdentifierRule = z.infer<typeof IdentifierRule>

export const Screen = z.strictObject({
  id: Id,
  /** What people call it. Absent: the id. */
  label: Text.optional(),
  /**
   * All that is given must hold, in this frame. `url` are globs over the frame's own address, `top` over the address
   * of the window, `frame` over the frame's name.
   */
  when: z
    .strictObject({
      url: Globs.optional(),
      top: Globs.optional(),
      frame: Globs.optional(),
      present: z.array(Locator).min(1).optional(),
      absent: z.array(Locator).min(1).optional(),
    })
    .refine(
      (when) => Object.values(when).some(Boolean),
      'needs "url", "top", "frame", "present" or "absent": a screen that fits every page reads customers where there are none',
    ),
  /** The one customer of this screen. Leave out on a frame that takes the customer from its sibling frames. */
  customer: z
    .strictObject({
      /**
       * What the number is, where it is not the customer's own: the edge says to whom it leads. Its form stands under
       * `identifiers` of the adapter.
       */
      kind: IdentifierKind.optional(),
      /**
       * The part of the page that belongs to the customer at hand, where the page shows several; the first that can be
       * seen. Number and anchor are looked for inside it alone.
       */
      within: z.array(Locator).min(1).optional(),
      number: Reader,
      /** Where the badge goes. Leave out on a frame whose sibling carries the badge. */
      anchor: z.array(Locator).min(1).optional(),
      placement: Placement.default('after'),
    })
    .optional(),
  /** Repeated customers by customer number: one element a row. Number and anchor are looked for inside the row. */
  rows: z
    .strictObject({ each: z.string().min(1), number: Reader, anchor: z.array(Locator).min(1) })
    .optional(),
  /** Page fields that checks read, by declared name. Of `remark` every step is read: there may be several boxes. */
  fields: z.record(AttributeName, Reader).default({}),
  guards: z.array(Guard).default([]),
})
export type Screen = z.infer<typeof Screen>

const NO_RULE = 'needs a pattern of that kind under "identifiers" of the adapter'

/**
 * How Fineline reads one CRM: data, never code. See docs/adapters.md. A key that is not known is refused at every
 * place: ignored, a misspelt condition would make its screen fit every page.
 */
export const Adapter = z
  .strictObject({
    schema: z.literal(1),
    id: Id,
    /** Chrome match patterns of the CRM's pages; `npm start -- --crm URL` adds that URL's origin. */
    hosts: z.array(z.string()).default([]),
    numberForm: NumberForm.default({}),
    /** What a customer number looks like after `numberForm` and normalisation (full-width, spaces, hyphens gone; upper case). */
    numberPattern: Pattern.default('^[0-9A-Z]{1,32}$'),
    /** Numbers other than the customer's own that screens name customers by; each kind that one uses must be here. */
    identifiers: z.partialRecord(IdentifierKind, IdentifierRule).optional(),
    /** How the bank speaks with the customers that are opened in this CRM. */
    channel: ContactChannel.default('phone'),
    screens: z.array(Screen).min(1),
  })
  .superRefine(({ screens, identifiers = {} }, context) => {
    for (const [at, { customer }] of screens.entries()) {
      if (!customer?.kind || identifiers[customer.kind]) continue
      const path = ['screens', at, 'customer', 'kind']
      context.addIssue({ code: 'custom', path, message: NO_RULE })
    }
  })
export type Adapter = z.infer<typeof Adapter>
