import type { StageId } from '../../../../src/core/ids.ts';
import type { Messages } from '../../../../src/locale/messages.ts';
import { safe } from '../../../../src/locale/safe-text.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import type { Claims } from '../claims.ts';
import { dealNumbers } from '../deal-numbers.ts';
import type { Filled, OpenSentence, Slots } from '../sentence-pattern.ts';
import { findSentences } from '../story-claims.ts';
import type { StageNames, StoryInstant } from '../story-instant.ts';
import { surfaceText } from '../surface.ts';
import { type Contradiction, differing, quote, type Rule, toldNow } from './rule.ts';

/** What a surface says of the deals that enter a stage; null: nothing of it. */
type StageSaying = {
  readonly each: Claims;
  readonly stageId: StageId;
  readonly win: string | null;
  readonly days: number | null;
  readonly deals: number | null;
  readonly said: string;
};

const range = (m: Messages, s: Slots) => m.digest.thread.range({ low: s.words('low'), high: s.words('high') });
const HEAD: OpenSentence = (m, s) => m.digest.why.head(s.words('deal'), s.words('win'), range(m, s));
const ENTERED: OpenSentence = (m, s) => m.digest.why.entered(s.stage(), s.words('win'));
const STAGE_WIN: OpenSentence = (m, s) => m.estimate.stage.win(s.stage(), s.words('win'), range(m, s));
const STAGE_DAYS: OpenSentence = (m, s) => m.estimate.stage.passRate(s.words('share'), s.count('days'));
const RESTS: OpenSentence = (m, s) => m.digest.why.rests(s.count('deals'));
const HERE: readonly OpenSentence[] = [
  (m, s) => m.digest.why.here(s.stage(), 0, undefined),
  (m, s) => m.digest.why.here(s.stage(), 0, s.count('usual')),
  (m, s) => m.digest.why.here(s.stage(), s.count('days'), undefined),
  (m, s) => m.digest.why.here(s.stage(), s.count('days'), s.count('usual')),
];
const IN_THREAD: OpenSentence = (m, s) =>
  m.digest.thread.stage({
    path: safe`${s.stage()} → ${s.stage('next')}`,
    passRate: s.words('share'),
    days: s.count('days'),
    win: s.words('win'),
    basis: s.words('basis'),
  });

const find = ({ surface }: Claims, { stages }: StoryInstant, open: OpenSentence): readonly Filled[] =>
  findSentences(open, { text: surfaceText(surface), language: surface.language, stages: stages[surface.language] });

const idOf = (stages: readonly StageNames[], name: string | undefined): StageId | undefined =>
  stages.find(({ names }) => names.includes(name ?? ''))?.stageId;

const percent = (said: string | undefined): string | null => /\d+/.exec(said ?? '')?.[0] ?? null;
const percentNumber = (said: string | undefined): number => Number(percent(said) ?? Number.NaN);

/** What one surface says of stages: why it is so, the thread of a digest, or the table of `/funnel`. */
function sayings(each: Claims, instant: StoryInstant): readonly StageSaying[] {
  const { surface } = each;
  const stages = instant.stages[surface.language];
  const text = surfaceText(surface);
  const saying = (filled: Filled, more: Partial<StageSaying> = {}): readonly StageSaying[] => {
    const stageId = idOf(stages, filled.stages['stage']);
    if (stageId === undefined) return [];
    const said = text.slice(filled.index, filled.end);
    return [{ each, stageId, win: percent(filled.words['win']), days: null, deals: null, said, ...more }];
  };
  const [rests] = find(each, instant, RESTS);
  const deals = rests?.counts['deals'] ?? null;
  if (surface.kind === 'deal-why') {
    const [here] = HERE.flatMap((open) => find(each, instant, open)).filter(({ counts }) => counts['usual'] !== undefined);
    return find(each, instant, ENTERED).flatMap((filled) => saying(filled, { days: here?.counts['usual'] ?? null }));
  }
  if (surface.kind === 'stage-why') {
    const [days] = find(each, instant, STAGE_DAYS);
    return find(each, instant, STAGE_WIN).flatMap((filled) => saying(filled, { days: days?.counts['days'] ?? null, deals }));
  }
  if (surface.kind === 'digest-thread')
    return find(each, instant, IN_THREAD).flatMap((filled) => saying(filled, { days: filled.counts['days'] ?? null }));
  return surface.kind === 'funnel-numbers' ? tableSayings(each, stages) : [];
}

/** `Offer  3  −4  55%  12`: a stage's row of the table. A median that is mostly assumed is a dash there. */
function tableSayings(each: Claims, stages: readonly StageNames[]): readonly StageSaying[] {
  const rows = each.surface.parts.filter(({ isTable }) => isTable).flatMap(({ text }) => text.split('\n'));
  return rows.flatMap((row): readonly StageSaying[] => {
    const stage = stages.find(({ shortName }) => row.trim().startsWith(shortName));
    const [, win, days] = /(\d+)\s?%\s+(\d+|[–†])/.exec(plainSpaces(row)) ?? [];
    if (stage === undefined || win === undefined || days === undefined) return [];
    return [{ each, stageId: stage.stageId, win, days: /\d/.test(days) ? Number(days) : null, deals: null, said: row.trim() }];
  });
}

/** How many of the deals that enter a stage are won, and how long they stay, is one figure wherever it is told. */
export const oneStageStatistic: Rule = (story) => {
  const all = toldNow(story).flatMap((each) => sayings(each, story.instant));
  const quoted = ({ each, said }: StageSaying) => quote(each, said);
  return [...new Set(all.map(({ stageId }) => stageId))].flatMap((id): readonly Contradiction[] => {
    const own = all.filter(({ stageId }) => stageId === id);
    const of = (key: 'win' | 'days' | 'deals') =>
      differing(
        own.filter((each) => each[key] !== null),
        (each) => `${each[key]}`,
        quoted,
      );
    return [
      { rule: 'one win probability of a stage', said: of('win') },
      { rule: 'one length of a stage', said: of('days') },
      { rule: 'one basis of a stage', said: of('deals') },
    ].filter(({ said }) => said.length > 0);
  });
};

/** A deal's why is about the stage in which it stands, and its range contains its figure and is no point. */
export const dealWhyIsRight: Rule = (story) => {
  const { instant } = story;
  return toldNow(story)
    .filter(({ surface }) => surface.kind === 'deal-why' || surface.kind === 'stage-why')
    .flatMap((each): readonly Contradiction[] => {
      const [head] = find(each, instant, each.surface.kind === 'deal-why' ? HEAD : STAGE_WIN);
      if (head === undefined) return [{ rule: 'a why says a figure', said: [quote(each, surfaceText(each.surface))] }];
      const { win, low, high } = head.words;
      const [said, from, to] = [percentNumber(win), percentNumber(low), percentNumber(high)];
      const wrong =
        from <= said && said <= to && from < to
          ? []
          : [{ rule: 'a why has a range', said: [quote(each, `${win}: ${low}–${high}`)] }];
      const stands = instant.deals.find(({ number }) => number === dealNumbers(surfaceText(each.surface))[0]);
      const here = HERE.flatMap((open) => find(each, instant, open))[0];
      const stageId = idOf(instant.stages[each.surface.language], here?.stages['stage']);
      const elsewhere =
        stands === undefined || each.surface.kind === 'stage-why' || stands.stageId === stageId
          ? []
          : [
              {
                rule: 'a why is of the deal’s stage',
                said: [quote(each, `stands in ${stageId}`), `the deal: ${stands.stageId}`],
              },
            ];
      return [...wrong, ...elsewhere];
    });
};
