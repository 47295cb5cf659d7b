/** Opens the settings. */
/** Takes back a change of a target or of what is set up; the value is its id. */
export const UNDO_SETTING = 'setting.undo';
export const OPEN_SETUP = 'funnel.setup';
/** The funnel as it stands. */
export const SHOW_FUNNEL = 'funnel.now';
/** Id of the button that runs a typed command once more; its value is the whole line. */
export const RERUN_COMMAND = 'command.again';
