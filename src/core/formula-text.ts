/**
 * How a text begins that a spreadsheet takes for a formula, with the full-width forms that some take too, and the apostrophe that is put
 * before it. Source: OWASP, CSV Injection.
 */
const RISKY = /^[=+\-@\t\r\n'＝＋－＠]/;

/**
 * A text as a cell of a table that spreadsheets open: with an apostrophe before what they would run. One that begins with an apostrophe of
 * its own gets another, so that {@link restoreFormula} gives back every text as it was.
 *
 * @example neutralizeFormula('=1+1') // => "'=1+1"
 * @example neutralizeFormula("'t Hooft") // => "''t Hooft"
 */
export const neutralizeFormula = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** The text of a cell that {@link neutralizeFormula} has written. */
export const restoreFormula = (cell: string): string =>
  cell.startsWith("'") && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell;
