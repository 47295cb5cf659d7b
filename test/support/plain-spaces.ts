/** A text with usual spaces in the place of those that do not break, which stand in amounts and dates. */
export const plainSpaces = (text: string): string => text.replaceAll('\u00A0', ' ');
