/** Most characters of a typed text that are read: a command, a message to the bot, a field of a form. Slack lets people send 40,000. */
export const MAX_TYPED_LENGTH = 4000;

/** A text as it is read: no more of it than {@link MAX_TYPED_LENGTH}. `length`: how long it was. */
export type TypedText = { readonly text: string; readonly length: number; readonly isCut: boolean };

/** Limits a text before anything reads it, so that no text can keep others waiting. Whoever typed it is told where `isCut`. */
export function limitTyped(raw: string): TypedText {
  const isCut = raw.length > MAX_TYPED_LENGTH;
  // The first half of a character in two halves goes with the second.
  return { text: isCut ? raw.slice(0, MAX_TYPED_LENGTH).replace(/[\uD800-\uDBFF]$/, '') : raw, length: raw.length, isCut };
}
