/** Takes back a change of a target or of what is set up; the value is its id. */
export const UNDO_SETTING = 'setting.undo';
/** Opens the one form of the first minutes. */
export const OPEN_START = 'start.open';
/** Opens the settings. */
export const OPEN_SETUP = 'funnel.setup';
/** Shows the exchange rates; opens their form. */
export const SHOW_RATES = 'rates.show';
export const OPEN_RATES = 'rates.open';
/** Of the menu of a deal in a list: each of its choices stands for a button, which its value says. */
export const DEAL_MENU = 'deal.menu';
/** The funnel as it stands. */
export const SHOW_FUNNEL = 'funnel.now';
/** Id of the button that runs a typed command once more; its value is the whole line. */
export const RERUN_COMMAND = 'command.again';
/** Of the button that does once more what another button or a shortcut did; its value says which, see `slack/request/retry.ts`. */
export const RERUN_PRESS = 'press.again';
export const RERUN_SHORTCUT = 'shortcut.again';
/** Of the button that opens a form once more with what was entered; its value is the id under which it is kept. */
export const REOPEN_FORM = 'form.again';
