import rules from 'data-text:../host/overlay.css'
import tokens from 'data-text:../tokens.css'

/**
 * The style sheet of what lies on the bank's page, with the tokens set inside each piece, so that a page cannot recolour
 * them. It is sent to the frames that show something, and is no part of the script that every frame carries.
 */
export const overlaySheet: string = tokens.replaceAll(':root', '.fl') + rules
