import { readdirSync } from 'node:fs';
import type { HomeView, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { validateMessage, validateView } from '../../../simulator/block-kit/validate.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { wrapMetadata } from '../../../src/slack/request/form-metadata.ts';
import { AWKWARD, DATA_SIZES, viewData } from '../../support/view-data.ts';
import { type AnyView, VIEWS } from '../../support/views.ts';

/** Exports that are made into views by the ones above, or are no blocks at all. */
const PARTS = new Set([
  ...['groupDecides', 'groupField', 'groupOption', 'groupState', 'noGroupOption'],
  ...['alertFields', 'ruleTexts', 'channelText', 'roleName', 'handOverButton', 'handOverField'],
  ...['convertedText', 'conversionLine', 'conversionParts', 'setRatesButton', 'outsideTotals', 'ratesSaved', 'toldKey'],
  ...['columnField', 'stageField', 'formStageLimit', 'rowProblemText', 'fileProblemText', 'questionText', 'importReportLines'],
  ...['inLanguage', 'otherLanguages', 'choice', 'textField', 'numberField', 'noticeBlocks', 'stageHolding', 'stageText'],
  ...['rowProblemText', 'fileProblemText', 'questionText', 'importReportLines'],
  'aimPeriodName',
  'leftDealsLine',
  'webhookName',
  'pipelineNameText',
  'convertedTotals',
  'convertedShortly',
  'retentionRuleText',
  'askButton',
  'askButtonValue',
  'asOfLine',
  'basesSentence',
  'basisSentence',
  'button',
  'buttons',
  'calibrationChartAlt',
  'calibrationPicture',
  'calibrationTexts',
  'candidateRow',
  'candidateTitle',
  'candidateTodo',
  'capitalize',
  'changeSummary',
  'rowPipeline',
  'otherPipelineButtons',
  'fromTrade',
  'fromCopy',
  'pipelineParts',
  'markPipeline',
  'markedPipeline',
  'markedTeam',
  'namePipeline',
  'namePostTeam',
  'notificationAbout',
  'usualDaysKey',
  'sumsText',
  'chanceText',
  'clampedPercent',
  'clampedShare',
  'coarsenForecast',
  'commitButton',
  'commitButtonValue',
  'committedMembers',
  'commitmentSentence',
  'commitToNewDealsButton',
  'conflictField',
  'contextLine',
  'countAndValue',
  'coveragePercent',
  'coverageSentence',
  'criterionBlockId',
  'criterionInput',
  'daysInStage',
  'dealButtonValue',
  'dealLine',
  'dealLineAsOf',
  'dealMenu',
  'dealNumber',
  'dealOption',
  'dealRow',
  'dealStatus',
  'dealTitle',
  'defineFormData',
  'digestChartData',
  'digestNotification',
  'digestParts',
  'isTold',
  'openAlertLines',
  'draftFormValues',
  'drawnStageBlocks',
  'drawnStages',
  'digestAsPost',
  'drillDownButton',
  'editFieldSuffix',
  'editValues',
  'estimatedMoney',
  'estimateLine',
  'expectedRange',
  'field',
  'forecastChangeBlocks',
  'forecastChartAlt',
  'forecastChartData',
  'formButtons',
  'funnelChartAlt',
  'funnelFormBlocks',
  'funnelPicture',
  'funnelTable',
  'gapActionsHeading',
  'gapDetails',
  'gapNotification',
  'gapSentence',
  'gapWhyButton',
  'giveBackButton',
  'isOwnToDo',
  'ownWorkBlocks',
  'goalLine',
  'goalLines',
  'groupByUrgency',
  'halfOptionValue',
  'healthSentences',
  'heldOfNeeded',
  'hygieneButton',
  'hygieneButtonValue',
  'hygieneLine',
  'keptLinkLine',
  'laterStepLines',
  'lackingSentence',
  'linkText',
  'literal',
  'lowerInitial',
  'memberName',
  'memberNameText',
  'missingCriteriaTexts',
  'modal',
  'movementLine',
  'nativeFunnelBlock',
  'nativeFunnelForm',
  'newDealsPhrase',
  'newDealsRow',
  'nextMoveButtons',
  'notificationText',
  'option',
  'ordinarySentence',
  'otherDealsButton',
  'otherSteps',
  'overfullSentence',
  'parseAskButtonValue',
  'parseCommitButtonValue',
  'parseCommitToNewDealsValue',
  'parseDealButtonValue',
  'parseFunnelForm',
  'parseHalfOptionValue',
  'parseHygieneButtonValue',
  'parseOpenHygieneValue',
  'parseOtherDealsValue',
  'parsePeriodOptionValue',
  'parseStepButtonId',
  'periodName',
  'periodOptionValue',
  'personMention',
  'personalSettings',
  'phoneLine',
  'pictureButton',
  'plainText',
  'planButton',
  'preformatted',
  'problemSentence',
  'recommendedActionChecks',
  'refusalSentence',
  'repExpected',
  'richText',
  'roughMoney',
  'roughly',
  'roundAmount',
  'row',
  'rowValueParts',
  'select',
  'shareOfMissing',
  'shortValueParts',
  'shortValueText',
  'shortWithUnit',
  'stageEstimatePhrase',
  'stageName',
  'stageOrOutcome',
  'stageSentence',
  'stageWhyButton',
  'stageExitsButton',
  'stageMeaning',
  'startBlocks',
  'takenMark',
  'stepButtonValue',
  'stepLine',
  'stepLines',
  'tableUnit',
  'targetOwner',
  'targetPathSentence',
  'textMessage',
  'toBoltMessage',
  'toPlainText',
  'truncate',
  'undoAndShowRow',
  'undoRow',
  'undoSettingButton',
  'unitAmount',
  'urgencyParts',
  'valueText',
  'verdictSentence',
  'winPercent',
  'wholePlanButton',
  'wonLine',
  'zoneOption',
]);

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

    it.each(Object.keys(VIEWS))('%s ends a sentence once, and begins nothing twice', (name) => {
      for (const view of make(name)) {
        const said = (JSON.stringify(view) ?? '').replaceAll(JSON.stringify(data.text).slice(1, -1), '§');
        expect(said.match(/.{0,60}(?<![.…])\.\.(?!\.).{0,20}/g) ?? []).toEqual([]);
        expect(said.match(/.{0,40}: (?:still missing|jeszcze brakuje|brakuje): .{0,20}/g) ?? []).toEqual([]);
      }
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
