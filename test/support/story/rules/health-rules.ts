import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import { surfaceText } from '../surface.ts';
import { type Contradiction, quote, type Rule } from './rule.ts';

/** Points by which fewer go on than a year ago, that a reader notices in the table. */
const NOTICED_POINTS = 10;

type Drop = { readonly row: string; readonly points: number };

/** The largest drop that a reader notices in a table; undefined: none. */
function largestDrop(rows: readonly string[]): Drop | undefined {
  const drops = rows.flatMap((row): readonly Drop[] => {
    const [now, before] = [...row.matchAll(/(\d+)%/g)].map(([, percent]) => Number(percent));
    return now === undefined || before === undefined ? [] : [{ row, points: before - now }];
  });
  return drops.toSorted((a, b) => b.points - a.points).find(({ points }) => points >= NOTICED_POINTS);
}

/** Where the table shows a drop, the largest is named above it. */
export const healthNamesDrops: Rule = ({ instant, claims }) =>
  claims
    .filter(({ surface }) => surface.kind === 'health')
    .flatMap((each): readonly Contradiction[] => {
      const { language, parts } = each.surface;
      const { usual } = LANGUAGES[language].health;
      const said = surfaceText(each.surface);
      const rows = parts.filter(({ isTable }) => isTable).flatMap(({ text }) => text.split('\n'));
      const drop = largestDrop(rows);
      if (drop === undefined) return [];
      const stage = instant.stages[language].find(({ names }) => names.some((name) => drop.row.includes(name)));
      const isNamed = stage?.names.some((name) => said.includes(name)) === true;
      const isCalm = said.includes(plainSpaces(toPlainText(usual)));
      return isNamed && !isCalm
        ? []
        : [{ rule: 'health agrees with its table', said: [quote(each, said.split('\n')[0] ?? ''), drop.row] }];
    });
