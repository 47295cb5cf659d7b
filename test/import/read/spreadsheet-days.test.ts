import { describe, expect, it } from 'vitest';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { historyColumns, readHistoryTable } from '../../../src/import/read/history-table.ts';
import { NO_CHOICES } from '../../../src/import/read/import-choices.ts';
import { understandTable } from '../../../src/import/read/prepare-import.ts';
import { readTable } from '../../../src/input/files/read-table.ts';
import { xlsx } from '../../support/table-files.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const PIPELINE = sevenStagePipeline('sales', 'en', 'EUR');
const short = (at: number): string => new Date(at).toISOString().slice(0, 16);

describe('a spreadsheet whose days are plain numbers', () => {
  const rows = [
    ['Name', 'Stage', 'Created', 'Expected close date', 'Worth'],
    // The same two days by the number alone, and by the style of their cells.
    ['A', 'Lead', 44_561.5, 44_700, 44_561],
    ['B', 'Lead', { serial: 44_561.5 }, { serial: 44_700 }, 44_561],
  ] as const;
  const days = (is1904: boolean, table = readTable(xlsx({ Deals: rows }, { is1904 }))) => {
    if (!table.ok) throw new Error(JSON.stringify(table.problem));
    const { prepared, slice } = understandTable(table.table, { pipeline: PIPELINE, timeZone: 'UTC', now: NOW }, NO_CHOICES);
    return slice(0, prepared.deals).map(({ steps, closeOn, note }) => [short(steps[0].at), closeOn, note]);
  };

  it.each([
    [false, '2021-12-31T12:00', '2022-05-19'],
    [true, '2026-01-01T12:00', '2026-05-20'],
  ] as const)('counts them as its workbook does, from 1904: %s', (is1904, created, closeOn) => {
    expect(days(is1904)).toEqual([
      [created, closeOn, 'Worth: 44561'],
      [created, closeOn, 'Worth: 44561'],
    ]);
  });

  it('and so does a history of stages', () => {
    const sheet = [
      ['at', 'deal_id', 'rep', 'event', 'stage', 'value'],
      [44_561, 'A', 'Ewa', 'stage', 'Lead', 44_561],
    ] as const;
    const table = readTable(xlsx({ History: sheet }, { is1904: true }));
    if (!table.ok) throw new Error(JSON.stringify(table.problem));
    const columns = historyColumns(table.table.heading);
    if (columns === undefined) throw new Error('no history');
    const reading = { findStage: () => 'lead', timeZone: 'UTC', choices: NO_CHOICES };
    const { lines, bad } = readHistoryTable(table.table, columns, reading);
    expect([bad, lines.map(({ event }) => [short(event.at), event.value])]).toEqual([[], [['2026-01-01T00:00', 44_561]]]);
  });
});
