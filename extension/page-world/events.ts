/** Raised on a form that a script of the page is about to send with `submit()`; called off, the form is not sent. */
export const SCRIPT_SUBMIT = 'fineline-submit'

/** Raised on the document once after a script has set values of fields, before anything can be painted. */
export const VALUE_SET = 'fineline-value'

/** Raised on the document to ask whether this piece stands here already; called off, it does. */
export const STANDS = 'fineline-stands'
