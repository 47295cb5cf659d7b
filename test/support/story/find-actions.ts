import type { DealNumber } from '../../../src/core/ids.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { literal, toPlainText } from '../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { dealNumbers } from './deal-numbers.ts';
import type { Surface } from './surface.ts';

/** What is asked of a deal, as it stands in a message. */
export type ActionRow = { readonly number: DealNumber; readonly text: string };

/** Deals that a message asks somebody to move: those of its rows, and the one of the week. */
export function findActions(surface: Surface): readonly ActionRow[] {
  if (!['digest', 'preview', 'funnel', 'alert', 'alert-direct', 'gaps'].includes(surface.kind)) return [];
  const { action } = LANGUAGES[surface.language].digest;
  const [lead = ''] = plainSpaces(toPlainText(action(literal('§'), undefined, literal('')))).split('§');
  return surface.parts.flatMap(({ type, isTable, text }) => {
    const isAction = !isTable && ((type === 'section' && /^D-\d+/.test(text)) || text.startsWith(lead));
    return isAction
      ? dealNumbers(text)
          .slice(0, 1)
          .map((number) => ({ number, text }))
      : [];
  });
}

/** A person's own moves of the plan, below their heading on Home and in the morning note. */
export function findOwnMoves({ parts, kind, language }: Surface): readonly ActionRow[] {
  if (kind !== 'home' && kind !== 'morning-note') return [];
  const heading = plainSpaces(toPlainText(LANGUAGES[language].home.ownMoves));
  const from = parts.findIndex(({ text }) => text === heading);
  if (from < 0) return [];
  const below = parts.slice(from + 1);
  const end = below.findIndex(({ type, text }) => type !== 'section' || !/^D-\d+/.test(text));
  return below.slice(0, end < 0 ? below.length : end).flatMap(({ text }) =>
    dealNumbers(text)
      .slice(0, 1)
      .map((number) => ({ number, text })),
  );
}
