/** Splits a comma-separated list, trimmed, without empty parts. @example parseList('a, b,') // => ['a', 'b'] */
export const parseList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
