/** Opens the settings. */
export const OPEN_SETUP = 'funnel.setup';
/** The funnel as it stands. */
export const SHOW_FUNNEL = 'funnel.now';
/** Id of the button that runs a typed command once more; its value is the whole line. */
export const RERUN_COMMAND = 'command.again';
