import { sevenStagePipeline } from '../../src/core/pipeline/pipeline-templates.ts';
import { type ImportChoices, NO_CHOICES } from '../../src/import/read/import-choices.ts';
import { understandTable } from '../../src/import/read/prepare-import.ts';
import { readTable } from '../../src/input/files/read-table.ts';
import { encodeText } from './table-files.ts';

/** When the files of tests are read. */
export const NOW = Date.parse('2026-11-16T09:00:00Z');
export const PIPELINE = sevenStagePipeline('sales', 'en', 'EUR');

/** What a file of deals is understood as, with its rows in their order. @throws Error where it is no table. */
export function prepare(
  text: string,
  choices: Partial<ImportChoices> = {},
  { pipeline = PIPELINE, timeZone = 'Europe/Warsaw' } = {},
) {
  const read = readTable(encodeText(text, 'utf-8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const place = { pipeline, timeZone, now: NOW };
  const { prepared, slice } = understandTable(read.table, place, { ...NO_CHOICES, ...choices });
  // As the file has them.
  return { ...prepared, rows: slice(0, prepared.deals).toSorted((a, b) => a.line - b.line) };
}
