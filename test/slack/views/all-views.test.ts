import { readdirSync } from 'node:fs';
import type { HomeView, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { validateMessage, validateView } from '../../../simulator/block-kit/validate.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { wrapMetadata } from '../../../src/slack/request/form-metadata.ts';
import { AWKWARD, DATA_SIZES, viewData } from '../../support/view-data.ts';
import { type AnyView, VIEWS } from '../../support/views.ts';

/** Exports that are made into views by the ones above, or are no blocks at all. */
const PARTS = new Set(
  `option memberName dealNumber clampedShare calibrationPicture funnelPicture estimateLine stageEstimatePhrase stageWhyButton calibrationTexts calibrationChartAlt forecastChartData forecastChartAlt roundAmount drillDownButton actionRows actionRow conflictField editValues editFieldSuffix nextMoveButtons dealStatus changeSummary criterionBlockId criterionInput daysInStage defineFormData plainText button buttons row contextLine textMessage
   field modal candidateTitle candidateTodo commitButtonValue tableUnit healthSentences parseCommitButtonValue commitButton dealOption dealTitle stageOrOutcome wonLine stageTableBlocks measureButton parseStageMeasure askButton askButtonValue parseAskButtonValue dealLine dealButtonValue
   parseDealButtonValue digestChartData funnelChartAlt nativeFunnelForm funnelTable gapSentence gapDetails gapNotification basisSentence basesSentence gapActionsHeading newDealsPhrase planButton commitToNewDealsButton parseCommitToNewDealsValue undoRow undoAndShowRow gapWhyButton otherDealsButton parseOtherDealsValue stageName valueText shortValueText shortValueParts
   overfullSentence lackingSentence coverageSentence shareOfMissing estimatedMoney commitmentSentence aimPeriodName verdictSentence countAndValue movementLine hygieneLine asOfLine digestNotification
   goalLine goalLines coarsenForecast expectedRange clampedPercent stageSentence toBoltMessage parseHygieneButtonValue hygieneButtonValue hygieneButton parseOpenHygieneValue missingCriteriaTexts dealNeedRow draftFormValues refusalSentence zoneOption commitmentKey
   periodName periodOptionValue parsePeriodOptionValue targetOwner literal lowerInitial capitalize personMention memberNameText linkText keptLinkLine richText preformatted toPlainText notificationText truncate
   giveBackButton undoSettingButton`.split(/\s+/),
);

const isView = (view: Exclude<AnyView, undefined>): view is ModalView | HomeView => 'type' in view;
const isList = (made: AnyView | readonly AnyView[]): made is readonly AnyView[] => Array.isArray(made);
const asList = (made: AnyView | readonly AnyView[]): readonly AnyView[] => (isList(made) ? made : [made]);

/** What Slack would refuse in a view or message. A modal travels with the way back of its answer. */
function slackProblems(view: AnyView): readonly string[] {
  if (view === undefined) return [];
  if (!isView(view)) return validateMessage(view);
  const way = { url: `https://hooks.slack.com/commands/T0/${'1'.repeat(60)}`, channel: 'C0123456789' };
  return validateView(view.type === 'modal' ? wrapMetadata(view, way) : view);
}

describe.each(Object.entries(LANGUAGES))('in %s', (_language, m) => {
  describe.each(DATA_SIZES)('with %s data', (amount) => {
    const data = viewData(m.language, amount);
    const made = new Map<string, readonly AnyView[]>();
    /** Each is made once for all that is asked of it: some compute a whole model. */
    const make = (name: string): readonly AnyView[] => {
      const views = made.get(name) ?? asList(VIEWS[name]?.(m, data));
      made.set(name, views);
      return views;
    };
    it.each(Object.keys(VIEWS))('%s is as Slack takes it', (name) => {
      for (const view of make(name)) expect(slackProblems(view), JSON.stringify(view)?.slice(0, 2000)).toEqual([]);
    });

    it.each(Object.keys(VIEWS))('%s pings nobody with what was typed', (name) => {
      for (const view of make(name)) {
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
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      const module: Record<string, unknown> = await import(new URL(file, folder).href);
      exported.push(...Object.keys(module).filter((name) => typeof module[name] === 'function'));
    }
    expect(exported.filter((name) => !(name in VIEWS) && !PARTS.has(name))).toEqual([]);
    expect(AWKWARD).toHaveLength(3000);
  });
});
