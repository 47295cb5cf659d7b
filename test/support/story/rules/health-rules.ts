import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import { surfaceText } from '../surface.ts';
import { type Contradiction, quote, type Rule } from './rule.ts';

/** Points by which fewer go on than a year ago, that a reader notices in the table. */
const NOTICED_POINTS = 10;

type Drop = { readonly row: string; readonly points: number };

/** The largest drop that a reader notices in a table, with those that are as large as they are shown; []: none. */
function largestDrops(rows: readonly string[]): readonly Drop[] {
  const drops = rows.flatMap((row): readonly Drop[] => {
    const [now, before] = [...row.matchAll(/(\d+)%/g)].map(([, percent]) => Number(percent));
    return now === undefined || before === undefined ? [] : [{ row, points: before - now }];
  });
  const most = Math.max(...drops.map(({ points }) => points));
  return drops.filter(({ points }) => points === most && points >= NOTICED_POINTS);
}

/** Whether a row of the table is a stage's: a column that is too narrow cuts its name. */
function isRowOf(row: string, name: string): boolean {
  const cut = /│ (.+)…/.exec(row)?.[1];
  return row.includes(name) || (cut !== undefined && name.startsWith(cut));
}

/** Where the table shows a drop, the largest is named above it: one of them where several are as large. */
export const healthNamesDrops: Rule = ({ instant, claims }) =>
  claims
    .filter(({ surface }) => surface.kind === 'health')
    .flatMap((each): readonly Contradiction[] => {
      const { language, parts } = each.surface;
      const { usual } = LANGUAGES[language].health;
      const said = surfaceText(each.surface);
      const rows = parts.filter(({ isTable }) => isTable).flatMap(({ text }) => text.split('\n'));
      const drops = largestDrops(rows);
      const [drop] = drops;
      if (drop === undefined) return [];
      const isNamed = instant.stages[language].some(({ names }) =>
        names.some((name) => said.includes(name) && drops.some(({ row }) => isRowOf(row, name))),
      );
      const isCalm = said.includes(plainSpaces(toPlainText(usual)));
      return isNamed && !isCalm
        ? []
        : [{ rule: 'health agrees with its table', said: [quote(each, said.split('\n')[0] ?? ''), drop.row] }];
    });
