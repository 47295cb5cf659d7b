import { surfaceText } from '../surface.ts';
import { type Contradiction, quote, type Rule } from './rule.ts';

/** Words of a team, its managers and others, which who sells alone never reads; the words of commands are none of them. */
const OTHERS = {
  en: /\b(?:team|reps?|managers?|assign(?:ed)?|owners?|nobody|everybody|colleagues?)\b|@/iu,
  pl: /zespo|handlowc|handlowiec|menedżer|przydziel|opiekun|\bnikt\b|wszysc|@/iu,
};
const COMMAND = /\/(?:funnel|lejek|deal|szansa)(?: \p{L}+)?/gu;

/** Who sells alone reads of nobody else. */
export const aloneIsAlone: Rule = ({ instant, claims }) =>
  !instant.alone
    ? []
    : claims.flatMap((each): readonly Contradiction[] => {
        const typed = instant.typedNames.toSorted((a, b) => b.length - a.length);
        const text = typed.reduce(
          (rest, name) => rest.replaceAll(name, '§'),
          `${each.surface.notification}\n${surfaceText(each.surface)}\n${each.surface.parts.flatMap(({ buttons }) => buttons.map((button) => button.text)).join('\n')}`,
        );
        const line = text
          .replace(COMMAND, '')
          .split('\n')
          .find((own) => OTHERS[each.surface.language].test(own));
        return line === undefined ? [] : [{ rule: 'who is alone reads of nobody else', said: [quote(each, line)] }];
      });
