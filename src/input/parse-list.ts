/** The parts of a list with commas, without white space around them; empty ones are left out. @example parseList('a, b,') // => ['a', 'b'] */
export const parseList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
