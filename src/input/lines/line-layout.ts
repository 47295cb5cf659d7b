/** What Slack shows as bold, italic, struck through or code. */
const FORMATTED = /(?<![\p{L}\p{N}*_~`])([*_~`])(?=[^\s*_~`])([^*_~`\n]*[^\s*_~`])\1(?![\p{L}\p{N}*_~`])/gu;
/** At the beginning of a line. */
const BULLET = /^[^\S\n]{0,40}(?:[•◦▪▫‣●○■–—-]|\*(?=\s)|>(?=\s)|&gt;(?=\s))\s{1,40}/gmu;
/** Cells of a table: a tab, `|`, or a semicolon that touches what it parts. */
const CELL = /[^\S\n]{0,40}(?:\t|\|)[^\S\n]{0,40}|(?<=[^\s;])(?<!&(?:amp|lt|gt));(?=[^\s;])/gu;
/** A comma that touches what it parts and is none of a number: `Acme,ERP,12000,2027-06-30`. */
const TIGHT_COMMA =
  /(?<=[^\s\d,]),(?=[^\s,])|(?<=\d),(?=\p{L})|(?<=\d{4}),(?=\d)|(?<=\d),(?=\d{4}-\d\d|\d{1,2}[./]\d{1,2}(?:[./](?:\d\d|\d{4}))?(?![\d.,]))/gu;
const LINE_END = /[^\S\n]{0,40}\n\s{0,40}/g;
/** The hour of a date as programs write it: `2027-06-30T10:00:00Z`. */
const PROGRAM_TIME = /(?<=(?<!\d)\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w:])/g;
/** Before the name of a deal: `Nazwa: Acme ERP`. */
const NAME_LABEL =
  /(^|[\n,;]\s{0,9})(?:(?:deal|opportunity) name|name|deal|opportunity|nazwa(?: szansy)?|szansa|tytu[łl]|temat):\s{1,9}(?=\S)/giu;
const STEP_LABEL = /(?<!\S)(?:next|steps?|todo|kroki?):/i;
/** A link, a mention, and what stands in quotes: nothing in it is changed. */
const TOKEN = /(<[^<>\n]*>|(?<!\S)[^\s:]{1,20}:\/\/\S+|(?<!\S)["“„”][^"“„”\n]*["“”])/;

/**
 * A text of several lines, cells or marks, as people paste it, as one line: the parts of a table and the lines parted by commas (steps by
 * semicolons), without bullets, Slack's marks of bold and code, and the word `Name:` before a name.
 *
 * @param raw as Slack sends it. @example asOneLine('• Acme ERP\n• *12k*') // => 'Acme ERP, 12k'
 */
export function asOneLine(raw: string): string {
  const plain = raw
    .split(TOKEN)
    .map((piece, index) => (index % 2 === 1 ? piece : plainCells(piece)))
    .join('');
  const lines = plain.trim().replace(BULLET, '').replace(FORMATTED, '$2').replace(NAME_LABEL, '$1');
  const steps = lines.search(STEP_LABEL);
  const [told, planned] = steps < 0 ? [lines, ''] : [lines.slice(0, steps), lines.slice(steps)];
  return `${told.replace(LINE_END, ', ')}${planned.replace(LINE_END, '; ')}`
    .replace(/([,;])(?: *[,;])+/g, '$1')
    .replace(/^[\s,;]+/, '');
}

const plainCells = (text: string): string =>
  text
    .replace(PROGRAM_TIME, (_, time: string) => (time === '00:00' ? '' : ` ${time}`))
    .replace(CELL, ', ')
    .replace(TIGHT_COMMA, ', ');
