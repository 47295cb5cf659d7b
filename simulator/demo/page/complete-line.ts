import { LANGUAGE_CODES, type Language } from '../../../src/core/people/language.ts';
import { everything } from '../../../src/core/people/viewer.ts';
import { utcDate } from '../../../src/core/time/calendar.ts';
import { DEAL_WORDS, FUNNEL_WORDS, SLASH_COMMANDS } from '../../../src/locale/command-words.ts';
import { FLOWS } from '../../../src/slack/listeners/all.ts';
import { buildRoutes } from '../../../src/slack/request/routes.ts';
import type { Tenant } from '../../../src/store/types/store.ts';
import type { LineCompletion } from '../../page/page-options.ts';

const ROUTES = buildRoutes(FLOWS);
/** Deals that are offered at once. */
const MAX_DEALS = 8;

/** Words after which a deal is named. */
const DEAL_TAKERS: ReadonlySet<string> = new Set(
  Object.entries(ROUTES.dealCommands).flatMap(([name, { takesDeal }]) => (takesDeal === null ? [] : [name])),
);

/** Of a slash command: its words in the language of the command, each with whether a deal follows it. */
function wordsOf(command: string): readonly { readonly word: string; readonly takesDeal: boolean }[] {
  for (const language of LANGUAGE_CODES) {
    const { deal, funnel } = SLASH_COMMANDS[language];
    const words = command === deal ? DEAL_WORDS : command === funnel ? FUNNEL_WORDS : undefined;
    if (words === undefined) continue;
    return Object.entries<Readonly<Record<Language, readonly [string, ...string[]]>>>(words).map(([name, spellings]) => ({
      word: spellings[language][0],
      takesDeal: words === DEAL_WORDS && DEAL_TAKERS.has(name),
    }));
  }
  return [];
}

/**
 * What a line that begins with one of Lejek's commands may become: its words, then the deals that such a word is about, the person's own
 * first. @param line up to the caret. @returns whole lines.
 */
export async function completeLine(
  tenant: Tenant,
  { slackUserId, line, at }: { readonly slackUserId: string; readonly line: string; readonly at: number },
): Promise<readonly LineCompletion[]> {
  const [, command = '', word = '', rest] = /^(\/\S+) +(?! )(\S*)(?: +(?! )(.*))?$/su.exec(line) ?? [];
  const words = wordsOf(command);
  if (rest === undefined) {
    const typed = word.toLowerCase();
    return words
      .filter((each) => each.word.startsWith(typed) && each.word !== typed)
      .map((each) => ({ line: `${command} ${each.word} `, name: `${command} ${each.word}`, hint: '' }));
  }
  if (words.find((each) => each.word === word.toLowerCase())?.takesDeal !== true) return [];
  const member = await tenant.members.bySlackUser(slackUserId);
  if (member === undefined) return [];
  const today = utcDate(at);
  const found =
    rest.trim() === ''
      ? await tenant
          .deals(everything('operator'))
          .list({ ownerId: member.id }, { order: 'attention', today, limit: MAX_DEALS, offset: 0 })
      : await tenant.deals(everything('operator')).search(rest, { openOnly: true, ownerId: member.id, limit: MAX_DEALS });
  return found.deals.map(({ number, name }) => ({
    line: `${command} ${word} ${number} `,
    name: `D-${number} ${name}`,
    hint: '',
  }));
}
