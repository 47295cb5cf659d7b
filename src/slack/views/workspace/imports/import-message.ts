import type { KnownBlock } from '@slack/types';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import type { ImportReport } from '../../../../import/read/import-report.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../../locale/safe-text.ts';
import { SHOW_FUNNEL } from '../../kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../../kit/blocks.ts';
import { literal, notificationText, richText } from '../../kit/text.ts';
import { importReportLines } from './import-report.ts';

/** Makes an import; opens the form of its columns and stages; takes it back. The value is its id. */
export const MAKE_IMPORT = 'import.make';
export const OPEN_IMPORT_FORM = 'import.choose';
export const UNDO_IMPORT = 'import.undo';

/** Lines of one block: each is short, and a block holds 3,000 characters. */
const LINES_PER_BLOCK = 8;

function lineBlocks(lines: readonly SafeText[]): readonly KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (let from = 0; from < lines.length; from += LINES_PER_BLOCK)
    blocks.push(richText(joinSafe(lines.slice(from, from + LINES_PER_BLOCK), '\n')));
  return blocks;
}

/** What a file holds and what importing it will do, with the button that does; while there is something to say first, with the form instead. */
export function importPreview(
  m: Messages,
  {
    runId,
    report,
    ...place
  }: { readonly runId: string; readonly report: ImportReport; readonly pipeline: Pipeline; readonly timeZone: string },
): Message {
  const lines = importReportLines(m, report, { ...place, leavesOutBad: true });
  const isReady = report.questions.length === 0;
  const isNews = report.newDeals + report.changedDeals > 0;
  const make = { id: MAKE_IMPORT, text: m.importing.make, value: runId, style: 'primary' } as const;
  const choose = { id: OPEN_IMPORT_FORM, text: m.importing.choose, value: runId };
  return {
    text: notificationText(joinSafe(lines.slice(0, 3), '\n'), 300),
    blocks: [
      ...lineBlocks(lines),
      ...buttons(isReady && isNews ? make : undefined, isReady ? choose : { ...choose, style: 'primary' }),
    ],
  };
}

/** How far an import has come: `rows` of the file are read, `deals` are written, `weeks` of past forecasts are worked out. */
export const importProgress = (
  { importing: { progress } }: Messages,
  { step, done, of }: { readonly step: keyof Messages['importing']['progress']; readonly done: number; readonly of: number },
): Message => textMessage(progress[step](done, of));

/** What was imported, with the way back. */
export const importDone = (
  m: Messages,
  { runId, newDeals, changedDeals }: { readonly runId: string; readonly newDeals: number; readonly changedDeals: number },
): Message =>
  textMessage(
    safe`${m.importing.done({ newDeals, changedDeals })} ${m.importing.undoHint}`,
    ...buttons(
      { id: SHOW_FUNNEL, text: m.help.funnelNow, value: 'now' },
      { id: UNDO_IMPORT, text: m.importing.undo, value: runId },
    ),
  );

/** In place of how far an import had come, once its process had ended in the middle: what became of it, and what to do. */
export const importLeft = (
  m: Messages,
  {
    id,
    fileName,
    isImported,
    ...counts
  }: {
    readonly id: string;
    readonly fileName: string;
    readonly isImported: boolean;
    readonly newDeals: number;
    readonly changedDeals: number;
  },
): Message =>
  !isImported
    ? textMessage(m.importing.left.nothing(literal(fileName)))
    : textMessage(
        safe`${m.importing.done(counts)} ${m.importing.left.imported} ${m.importing.undoHint}`,
        ...buttons(
          { id: SHOW_FUNNEL, text: m.help.funnelNow, value: 'now' },
          { id: UNDO_IMPORT, text: m.importing.undo, value: id },
        ),
      );

/** A press on an import that was made already: the way back is here as long as it is open. */
export const importedAlready = (
  m: Messages,
  { id, undoneAt }: { readonly id: string; readonly undoneAt: number | null },
): Message =>
  undoneAt === null
    ? textMessage(m.importing.importedAlready, ...buttons({ id: UNDO_IMPORT, text: m.importing.undo, value: id }))
    : textMessage(m.importing.undoneAlready);
