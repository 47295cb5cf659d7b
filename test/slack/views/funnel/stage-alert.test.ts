import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import type { AlertLine } from '../../../../src/core/funnel/stage-alert.ts';
import { LANGUAGE_CODES } from '../../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { COMMIT_TO_DEAL } from '../../../../src/slack/views/funnel/plan/gap-candidate.ts';
import { SHOW_GAPS } from '../../../../src/slack/views/funnel/plan/gap-sentences.ts';
import { stageAlert } from '../../../../src/slack/views/funnel/stage-alert.ts';
import { MONDAY } from '../../../support/deal-builders.ts';
import { plainSpaces } from '../../../support/plain-spaces.ts';
import { TIME_ZONE, viewData } from '../../../support/view-data.ts';

/** Four short stages with four deals each that could fill them. */
function alert(language: (typeof LANGUAGE_CODES)[number], stages = 4, moves = 4) {
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
    }),
  );
  const facts = { timeZone: TIME_ZONE, lines, pipelineId: data.pipeline.id, at: MONDAY };
  return stageAlert(LANGUAGES[language], facts, { members: data.members, solo: data.solo, taken: new Map() });
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

  it('about one stage that two moves fill needs no other plan', () => {
    const message = alert(language, 1, 2);
    expect(JSON.stringify(message.blocks)).not.toContain(SHOW_GAPS);
    expect(asText(message)).not.toContain(language === 'en' ? 'Also short' : 'Brakuje też');
  });
});
