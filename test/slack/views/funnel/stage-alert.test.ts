import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import type { AlertLine } from '../../../../src/core/funnel/stage-alert.ts';
import { LANGUAGE_CODES } from '../../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { SHOW_GAPS } from '../../../../src/slack/views/funnel/plan/gap-buttons.ts';
import { COMMIT_TO_DEAL } from '../../../../src/slack/views/funnel/plan/gap-candidate.ts';
import { stageAlert } from '../../../../src/slack/views/funnel/stage-alert.ts';
import type { MembersById } from '../../../../src/slack/views/kit/people.ts';
import { MONDAY } from '../../../support/deal-builders.ts';
import { plainSpaces } from '../../../support/plain-spaces.ts';
import { TIME_ZONE, viewData } from '../../../support/view-data.ts';

/** Four short stages with four deals each that could fill them. */
function alert(
  language: (typeof LANGUAGE_CODES)[number],
  {
    stages = 4,
    moves = 4,
    members,
    change = {},
  }: {
    readonly stages?: number;
    readonly moves?: number;
    readonly members?: MembersById;
    /** Of the first stage. */
    readonly change?: Partial<AlertLine>;
  } = {},
) {
  const data = viewData(language, 'usual');
  const [gap] = data.gaps;
  const candidate = data.gaps.flatMap(({ candidates }) => candidates)[0];
  if (gap === undefined || candidate === undefined) throw new Error('nothing is short');
  const open = data.pipeline.stages.filter(({ kind }) => kind === 'open').slice(0, stages);
  const lines = open.map(
    ({ id, name, shortName }, s): AlertLine => ({
      ...gap,
      ...{ stageId: id, name, shortName, alertId: `alert-${s}`, count: s + 1, needed: 7 + s, moves, newDeals: 0, askNew: null },
      ...{ sameNew: false, rest: 'none' },
      asked: [],
      candidates: Array.from({ length: moves }, (_, c) => ({ ...candidate, number: 100 + 10 * s + c })),
      ...(s === 0 ? change : {}),
    }),
  );
  const facts = { timeZone: TIME_ZONE, lines, pipelineId: data.pipeline.id, at: MONDAY };
  return stageAlert(LANGUAGES[language], facts, {
    members: members ?? data.members,
    solo: members === undefined && data.solo,
    taken: new Map(),
  });
}

const asText = (message: ReturnType<typeof alert>): string => plainSpaces(renderMessage(message, { width: 200 }));

describe.each(LANGUAGE_CODES)('an alert about several stages (%s)', (language) => {
  it('is one screen: the lead with two actions, the other stages in a line, the whole plan on a button', () => {
    const message = alert(language);
    const all = JSON.stringify(message.blocks);
    expect(message.blocks.length).toBeLessThanOrEqual(6);
    expect(asText(message).trim().split('\n').filter(Boolean).length).toBeLessThanOrEqual(9);
    expect(all.match(new RegExp(`"${COMMIT_TO_DEAL}:`, 'g'))).toHaveLength(2);
    expect(all).toContain(`"${SHOW_GAPS}"`);
    const m = LANGUAGES[language];
    const said =
      language === 'en' ? 'Also short: Prospect (2 of 8), Needs (3 of 9)' : 'Brakuje też: Prospekt (2 z 8), Potrzeby (3 z 9)';
    expect(asText(message)).toContain(said);
    expect(asText(message)).toContain(`[${m.alerts.wholePlan}]`);
  });

  it('mentions only those who are asked to act: owners of the deals that it names, and who is asked for new ones', () => {
    const data = viewData(language, 'usual');
    const [one] = data.members.values();
    if (one === undefined) throw new Error('nobody is there');
    const people = ['piotr', 'anna', 'ewa', 'olivia'].map((id) => ({
      ...one,
      id,
      slackUserId: `U0${id.toUpperCase()}`,
      name: id,
    }));
    const mentioned = (change: Partial<AlertLine>): ReadonlySet<string> => {
      const { blocks } = alert(language, { stages: 2, members: new Map(people.map((each) => [each.id, each])), change });
      return new Set(
        [...JSON.stringify(blocks).matchAll(/"user_id":"(\w+)"|<@(\w+)>/g)].map(([, id, other]) => id ?? other ?? ''),
      );
    };
    const owners = (ids: readonly string[]) =>
      data.gaps
        .flatMap(({ candidates }) => candidates)
        .slice(0, 1)
        .flatMap((candidate) => ids.map((ownerId, index) => ({ ...candidate, number: 200 + index, ownerId })));
    // Two of four are named; those of the others, and of stages further below, are not asked here.
    expect(mentioned({ candidates: owners(['piotr', 'anna', 'ewa', 'ewa']) })).toEqual(new Set(['U0PIOTR', 'U0ANNA']));
    expect(mentioned({ candidates: owners(['piotr']), newDeals: 3, askNew: 'olivia' })).toEqual(new Set(['U0PIOTR', 'U0OLIVIA']));
    expect(mentioned({ candidates: [], moves: 0, rest: 'covered' })).toEqual(new Set());
  });

  it('about one stage that two moves fill needs no other plan', () => {
    const message = alert(language, { stages: 1, moves: 2 });
    expect(JSON.stringify(message.blocks)).not.toContain(SHOW_GAPS);
    expect(asText(message)).not.toContain(language === 'en' ? 'Also short' : 'Brakuje też');
  });
});
