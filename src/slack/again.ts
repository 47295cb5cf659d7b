/** Id of the button that runs a typed command once more; its value is the whole line. */
export const AGAIN = 'command.again';
