import type { DigestFacts, StageLine } from '../../../core/funnel/digest.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { textTable } from '../../charts/text-table.ts';
import { SHOW_FUNNEL } from '../kit/action-ids.ts';
import { type ButtonSpec, contextLine } from '../kit/blocks.ts';
import { clampedPercent, tableUnit } from '../kit/figures.ts';
import { preformatted } from '../kit/text.ts';

/** What the table of the stages counts: deals and their change over the week, or value and weighted value. */
export const STAGE_MEASURES = ['counts', 'values'] as const;
export type StageMeasure = (typeof STAGE_MEASURES)[number];

export const parseStageMeasure = (value: string): StageMeasure => STAGE_MEASURES.find((each) => each === value) ?? 'counts';

const ARROW = ' ←';
const UNKNOWN = '–';

/** Win probability at entry, and median days where the history tells: a median that is assumed says nothing. */
const statistics = (m: Messages, { numbers }: StageLine): readonly string[] => [
  numbers === null ? UNKNOWN : clampedPercent(m, numbers.win),
  numbers === null || numbers.medianDays === null || numbers.mostlyAssumption
    ? UNKNOWN
    : m.f.number(Math.max(1, Math.round(numbers.medianDays))),
];

/** The stages as a table of at most 34 columns: by counts or values, with win probability and median days; a stage that is short has an arrow. */
function stageTable(m: Messages, { stages, open, gaps, currency }: DigestFacts, measure: StageMeasure): string {
  const { head } = m.digest;
  const own = m.funnelNow.head;
  const unit = tableUnit(m, currency, Math.max(open.valueMinor, 0));
  const inUnits = (minor: number): string => m.f.number(Math.round(minor / unit.divisor));
  const cells = (line: Pick<StageLine, 'count' | 'change' | 'valueMinor' | 'weightedMinor'>): readonly string[] =>
    measure === 'counts'
      ? [m.f.number(line.count), m.f.signed(line.change)]
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

/** The table with its words; nothing of a funnel in which nothing ever was. */
export function stageTableBlocks(m: Messages, facts: DigestFacts, measure: StageMeasure) {
  if (facts.open.count === 0 && facts.verdict.kind === 'empty') return [];
  const { legend, legendValues } = m.funnelNow;
  const words = joinSafe([...(measure === 'values' ? [legendValues] : []), legend], ' ');
  return [preformatted(stageTable(m, facts, measure)), contextLine(words)];
}

/** Shows the other measure in the same answer. */
export const measureButton = (m: Messages, measure: StageMeasure): ButtonSpec =>
  measure === 'counts'
    ? { id: `${SHOW_FUNNEL}:measure`, text: m.funnelNow.showValues, value: 'values' }
    : { id: `${SHOW_FUNNEL}:measure`, text: m.funnelNow.showCounts, value: 'counts' };
