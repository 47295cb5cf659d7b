import { readdirSync } from 'node:fs';
import type { HomeView, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { validateMessage, validateView } from '../../../simulator/block-kit/validate.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { sealed } from '../../../src/slack/envelope.ts';
import { AMOUNTS, AWKWARD, viewData } from '../../support/view-data.ts';
import { VIEWS, type View } from '../../support/views.ts';

/** Exports that are made into views by the ones above, or are no blocks at all. */
const PARTS = new Set(
  `estimateLine besideWords stageWhyButton calibrationTexts calibrationAlt forecastChartData forecastAlt roundAmount behindButton actionRows actionRow readSetupData clashField editValues readEditData onward standing whatChanged criterionField question daysHere readAdvanceData words button buttons row small say
   field modal candidateTitle todoOf takeValue tableUnit healthSentences readTakeValue takeButton dealOption dealTitle whereItIs dealLine dealValue
   readDealValue digestChartData chartAlt nativeChart funnelTable gapSentence gapStory gapNotification basisOf bases actionsHead asksNew takeNewButton readTakeNewValue undoRow undoOrOpen whyButton othersButton readOthersValue
   bulgeSentence lackingSentence coverageSentence ofMissing estimatedMoney promiseSentence aimWords verdictSentence counted movementLine hygieneLine asOf digestNotification
   goalLine goalLines asCoarse expectedOf chance stageSentence replaced readLostFrom readTidyValue tidyValue tidyButton readTidyUp missingTexts dealNeedRow valuesOf refusalSentence zoneOption takenKey
   periodWords periodValue readPeriodValue targetWho literal lowered capital who nameOf linked keptLink readNewLink rich preformatted plain notification cut`.split(
    /\s+/,
  ),
);

const isView = (view: Exclude<View, undefined>): view is ModalView | HomeView => 'type' in view;
const isList = (made: View | readonly View[]): made is readonly View[] => Array.isArray(made);
const asList = (made: View | readonly View[]): readonly View[] => (isList(made) ? made : [made]);

/** What Slack would refuse in a view or message. A modal travels with the way back of its answer. */
function problemsOf(view: View): readonly string[] {
  if (view === undefined) return [];
  if (!isView(view)) return validateMessage(view);
  const way = { url: `https://hooks.slack.com/commands/T0/${'1'.repeat(60)}`, channel: 'C0123456789' };
  return validateView(view.type === 'modal' ? sealed(view, way) : view);
}

describe.each(Object.entries(LANGUAGES))('in %s', (_language, m) => {
  describe.each(AMOUNTS)('with %s data', (amount) => {
    const data = viewData(m.language, amount);
    it.each(Object.keys(VIEWS))('%s is as Slack takes it', (name) => {
      const made = asList(VIEWS[name]?.(m, data));
      for (const view of made) expect(problemsOf(view), JSON.stringify(view)?.slice(0, 2000)).toEqual([]);
    });

    it.each(Object.keys(VIEWS))('%s pings nobody with what was typed', (name) => {
      for (const view of asList(VIEWS[name]?.(m, data))) {
        const text = view !== undefined && !isView(view) ? view.text : '';
        expect(text).not.toMatch(/<!|<@/);
        expect(JSON.stringify(view) ?? '').not.toContain('"type":"mrkdwn"');
      }
    });
  });
});

describe('the list of views', () => {
  it('holds every function that a file of views exports', async () => {
    const folder = new URL('../../../src/slack/views/', import.meta.url);
    const exported: string[] = [];
    for (const file of readdirSync(folder)) {
      const module: Record<string, unknown> = await import(new URL(file, folder).href);
      exported.push(...Object.keys(module).filter((name) => typeof module[name] === 'function'));
    }
    expect(exported.filter((name) => !(name in VIEWS) && !PARTS.has(name))).toEqual([]);
    expect(AWKWARD).toHaveLength(3000);
  });
});
