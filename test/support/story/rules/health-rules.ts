import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import { surfaceText } from '../surface.ts';
import { type Contradiction, quote, type Rule } from './rule.ts';

/** Points by which fewer go on than a year ago, that a reader notices in the table. */
const NOTICED_POINTS = 10;

/** A drop that the table shows is named above it. */
export const healthNamesDrops: Rule = ({ instant, claims }) =>
  claims
    .filter(({ surface }) => surface.kind === 'health')
    .flatMap((each) => {
      const { language, parts } = each.surface;
      const { usual } = LANGUAGES[language].health;
      const said = surfaceText(each.surface);
      const calm = said.includes(plainSpaces(toPlainText(usual)));
      const rows = parts.filter(({ isTable }) => isTable).flatMap(({ text }) => text.split('\n'));
      return rows.flatMap((row): readonly Contradiction[] => {
        const [now, before] = [...row.matchAll(/(\d+)%/g)].map(([, percent]) => Number(percent));
        if (now === undefined || before === undefined || before - now < NOTICED_POINTS) return [];
        const stage = instant.stages[language].find(({ names }) => names.some((name) => row.includes(name)));
        const named = stage?.names.some((name) => said.includes(name)) === true;
        return named && !calm
          ? []
          : [{ rule: 'health agrees with its table', said: [quote(each, said.split('\n')[0] ?? ''), row] }];
      });
    });
