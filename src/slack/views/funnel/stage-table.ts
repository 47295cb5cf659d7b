import type { KnownBlock } from '@slack/types';
import type { DigestFacts, StageLine } from '../../../core/funnel/digest.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, safe } from '../../../locale/safe-text.ts';
import { drawnFunnel, STILL_NEEDED } from '../../charts/drawn-funnel.ts';
import { textTable } from '../../charts/text-table.ts';
import { SHOW_FUNNEL } from '../kit/action-ids.ts';
import { type ButtonSpec, contextLine } from '../kit/blocks.ts';
import { ASSUMPTION_MARK, clampedPercent, tableUnit } from '../kit/figures.ts';
import { literal, preformatted } from '../kit/text.ts';
import { UNTOLD } from './digest-lines.ts';

/** The funnel drawn, or a table of its stages: of deals and their change over the week, or of value and weighted value. */
export const FUNNEL_FORMS = ['drawn', 'counts', 'values'] as const;
export type FunnelForm = (typeof FUNNEL_FORMS)[number];

export const parseFunnelForm = (value: string): FunnelForm => FUNNEL_FORMS.find((each) => each === value) ?? 'drawn';

const ARROW = ' ←';
const UNKNOWN = '–';

const daysCell = (m: Messages, days: number | null): string =>
  days === null ? UNKNOWN : m.f.number(Math.max(1, Math.round(days)));

/** Win probability at entry, and median days where the history tells: a median that is assumed says nothing, and its place has the mark. */
const statistics = (m: Messages, { numbers }: StageLine): readonly string[] => [
  numbers === null ? UNKNOWN : clampedPercent(m, numbers.win),
  numbers === null ? UNKNOWN : numbers.mostlyAssumption ? ASSUMPTION_MARK : daysCell(m, numbers.medianDays),
];

/** The stages as a table of at most 34 columns: by counts or values, with win probability and median days; a stage that is short has an arrow. */
function stageTable(m: Messages, { stages, open, gaps, currency }: DigestFacts, measure: Exclude<FunnelForm, 'drawn'>): string {
  const { head } = m.digest;
  const own = m.funnelNow.head;
  const unit = tableUnit(m, currency, Math.max(open.valueMinor, 0));
  const inUnits = (minor: number): string => m.f.number(Math.round(minor / unit.divisor));
  const cells = (line: Pick<StageLine, 'count' | 'change' | 'valueMinor' | 'weightedMinor' | 'untold'>): readonly string[] =>
    measure === 'counts'
      ? [m.f.number(line.count), m.f.signed(line.change)]
      : line.untold === true
        ? [UNTOLD, UNTOLD]
        : [inUnits(line.valueMinor), inUnits(line.weightedMinor)];
  const measured = measure === 'counts' ? [head.count, head.week] : [unit.name, own.weighted];
  const short = new Set(gaps.map(({ stageId }) => stageId));
  const marks = [false, ...stages.map(({ stageId }) => short.has(stageId)), false];
  const table = textTable([
    [head.stage, ...measured, own.win, own.days],
    ...stages.map((line) => [line.shortName, ...cells(line), ...statistics(m, line)]),
    [head.total, ...cells(open), '', ''],
  ]);
  return table
    .split('\n')
    .map((line, index) => `${line}${marks[index] === true ? ARROW : ''}`)
    .join('\n');
}

/** The stages as a drawn funnel of at most 34 columns: what each holds, and what it needs where it is short. */
export function drawnStages(m: Messages, { stages, gaps }: DigestFacts): string {
  const needed = new Map(gaps.map((gap) => [gap.stageId, gap.needed]));
  return drawnFunnel(
    stages.map(({ stageId, shortName, count }) => {
      const need = needed.get(stageId);
      const row = { name: shortName, size: count, count: m.f.number(count) };
      return need === undefined ? row : { ...row, need: { size: need, words: m.funnelNow.ofNeeded(need) } };
    }),
  );
}

/** The drawn funnel, with what its shade means where one is drawn. */
export function drawnStageBlocks(m: Messages, facts: DigestFacts): readonly KnownBlock[] {
  const drawn = drawnStages(m, facts);
  const legend = drawn.includes(STILL_NEEDED) ? [contextLine(m.funnelNow.legendDrawn(literal(STILL_NEEDED)))] : [];
  return [preformatted(drawn), ...legend];
}

/** The funnel in one of its forms, with its words; nothing of a funnel in which nothing ever was. */
export function funnelFormBlocks(m: Messages, facts: DigestFacts, form: FunnelForm): readonly KnownBlock[] {
  if (facts.open.count === 0 && facts.verdict.kind === 'empty') return [];
  if (form === 'drawn') return drawnStageBlocks(m, facts);
  const { legend, legendValues } = m.funnelNow;
  const isAssumed = facts.stages.some(({ numbers }) => numbers?.mostlyAssumption === true);
  const words = joinSafe(
    [
      ...(form === 'values' ? [legendValues] : []),
      legend,
      ...(isAssumed ? [safe`${ASSUMPTION_MARK} ${m.digest.why.assumedMark}`] : []),
    ],
    ' ',
  );
  return [preformatted(stageTable(m, facts, form)), contextLine(words)];
}

/** Shows another form in the same answer: numbers beside the drawing, beside numbers the other ones and the drawing. */
export function formButtons(m: Messages, form: FunnelForm): readonly ButtonSpec[] {
  const id = `${SHOW_FUNNEL}:measure`;
  const { showCounts, showDrawn, showNumbers, showValues } = m.funnelNow;
  if (form === 'drawn') return [{ id, text: showNumbers, value: 'counts' }];
  const other = form === 'counts' ? { id, text: showValues, value: 'values' } : { id, text: showCounts, value: 'counts' };
  return [other, { id: `${SHOW_FUNNEL}:drawn`, text: showDrawn, value: 'drawn' }];
}
