import type { ImportReport } from '../../src/import/read/import-report.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { importForm } from '../../src/slack/views/workspace/imports/import-form.ts';
import {
  importDone,
  importedAlready,
  importLeft,
  importPreview,
  importProgress,
} from '../../src/slack/views/workspace/imports/import-message.ts';
import { MONDAY } from './deal-builders.ts';
import { TIME_ZONE, type ViewData } from './view-data.ts';

/** What an import says, with nothing in the file, usual things, and far too many. */
function sampleReport({ dataSize, text, pipeline }: ViewData): ImportReport {
  const many = { empty: 0, usual: 3, extreme: 500 }[dataSize];
  const each = <Item>(item: (place: number) => Item): readonly Item[] => Array.from({ length: many }, (_, place) => item(place));
  const money = { minor: 10 ** 12, currency: 'PLN' };
  return {
    fileName: text || 'deals.csv',
    system: dataSize === 'empty' ? 'table' : 'hubspot',
    read:
      dataSize === 'usual'
        ? { as: 'text', encoding: 'windows-1250', separator: ';' }
        : { as: 'spreadsheet', sheet: text, otherSheets: each(() => text) },
    ...{
      rows: many,
      newDeals: many,
      changedDeals: many,
      unchanged: many,
      open: many,
      won: many,
      lost: many,
      leftOut: many,
      closedTwice: many,
    },
    ...{ openMinor: many * 1000, from: many === 0 ? null : 0, to: many === 0 ? null : MONDAY },
    meanings: each((place) => ({ name: text, rows: 3, meaning: place % 2 === 0 ? 'offer' : 'open' })),
    stages: pipeline.stages
      .filter(({ kind }) => kind === 'open')
      .map(({ id }) => ({ stageId: id, deals: many, minor: many * 100 })),
    unpriced: each(() => ['USD', 3] as const).slice(0, 20),
    newPeople: each(() => text),
    conflicts: each((place) => ({
      line: place,
      dealId: text,
      field: place % 2 === 0 ? ('stage' as const) : ('withdrawn' as const),
    })),
    bad: each((line) => ({ line, problem: { why: 'amount', problem: 'notAnAmount', column: text, text } as const })),
    noted: each(() => text),
    cutNotes: each((line) => line),
    unused: each(() => text),
    suspicious: each((line) => ({ line, name: text, why: 'huge', money }) as const),
    questions:
      dataSize === 'empty'
        ? []
        : [
            { ask: 'column', field: 'name' },
            { ask: 'stages', names: each(() => text) },
            { ask: 'decimalSign', example: text, isMixed: false },
            { ask: 'dateOrder', example: text, isMixed: true },
            { ask: 'owner', rows: many },
          ],
  };
}

/** The views of an import, as `test/support/views.ts` shows them all. */
export const IMPORT_VIEWS = {
  importPreview: (m: Messages, data: ViewData) => {
    const report = sampleReport(data);
    const place = { runId: 'run-1', pipeline: data.pipeline, timeZone: TIME_ZONE };
    return [report, { ...report, questions: [] }].map((each) => importPreview(m, { ...place, report: each }));
  },
  importDone: (m: Messages) =>
    [1, 0, 12_000].map((newDeals) => importDone(m, { runId: 'run-1', newDeals, changedDeals: newDeals === 1 ? 0 : 5 })),
  importProgress: (m: Messages) =>
    (['rows', 'deals', 'weeks'] as const).map((step) => importProgress(m, { step, done: 0, of: 300_000 })),
  importLeft: (m: Messages, { text }: ViewData) =>
    [true, false].map((isImported) =>
      importLeft(m, { id: 'run-1', fileName: text || 'deals.csv', isImported, newDeals: 12_000, changedDeals: 5 }),
    ),
  importedAlready: (m: Messages) => [null, MONDAY].map((undoneAt) => importedAlready(m, { id: 'run-1', undoneAt })),
  importForm: (m: Messages, data: ViewData) => {
    const many = { empty: 0, usual: 8, extreme: 400 }[data.dataSize];
    const heading = ['Name', 'Stage', ...Array.from({ length: many }, () => data.text)];
    const stages = Array.from({ length: many }, (_, place) => ({
      name: data.text || 'x',
      meaning: place % 2 === 0 ? 'offer' : undefined,
      isStatus: place % 3 === 0,
    }));
    return importForm(m, {
      ...{ runId: 'run-1', heading, stages, pipeline: data.pipeline },
      plan: { fields: { name: [0], stage: [1] }, entered: [], notes: [...heading.keys()].slice(2, 102) },
      questions: sampleReport(data).questions,
      ...{ decimalSign: data.dataSize === 'empty' ? ',' : undefined, dateOrder: undefined, owner: 'U1' },
    });
  },
};
