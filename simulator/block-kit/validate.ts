import { attachmentList } from './attachments.ts';
import { blockOn } from './blocks.ts';
import { type Check, list, problem, string, unionByType } from './check.ts';
import { atMostOneFocus, messageTotals, uniqueIds } from './cross-block-rules.ts';
import { isDeeperThan, isRecord, recordsIn } from './json-record.ts';
import { LIMITS } from './limits.ts';
import { homeView, modalView } from './views.ts';
import { allBlocks } from './walk.ts';

const anyView = unionByType({ modal: modalView, home: homeView });
const messageBlocks = list(blockOn('message'), { min: 0, max: LIMITS.message.blocks });

/**
 * What Slack would refuse in a message, before it is posted.
 *
 * @param message decoded JSON that nobody has checked. `blocks: []` is accepted, as an update that drops the blocks. Text over
 *   Slack's 4,000 or 40,000 characters is accepted too: methods differ in what they do with it.
 * @returns one sentence a problem, `[ERROR] <what> [json-pointer:/blocks/0/…]`; empty when Slack would accept the message.
 */
export function validateMessage(message: {
  readonly text?: unknown;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
}): string[] {
  const { text, blocks, attachments } = message;
  if (isDeeperThan(message, LIMITS.nesting)) return [problem('nested too deeply', '')];
  const inAttachments = recordsIn(attachments).flatMap((each, at) => allBlocks(each['blocks'], `/attachments/${at}/blocks`));
  const everyBlock = [...allBlocks(blocks, '/blocks'), ...inAttachments];
  const isEmpty = !text && !hasItems(blocks) && !hasItems(attachments);
  return [
    ...(isEmpty ? [problem('no_text', '')] : []),
    ...ifPresent(string({ min: 0 }))(text, '/text'),
    ...ifPresent(messageBlocks)(blocks, '/blocks'),
    ...ifPresent(attachmentList)(attachments, '/attachments'),
    ...uniqueIds(everyBlock),
    ...atMostOneFocus(everyBlock),
    ...messageTotals(everyBlock),
  ];
}

/**
 * What Slack would refuse in a modal or Home view, before it is opened, pushed, updated or published.
 *
 * @param view decoded JSON that nobody has checked.
 * @returns one sentence a problem, `[ERROR] <what> [json-pointer:/view/…]`; empty when Slack would accept the view.
 */
export function validateView(view: unknown): string[] {
  if (isDeeperThan(view, LIMITS.nesting)) return [problem('nested too deeply', '/view')];
  if (!isRecord(view)) return [problem('must provide an object', '/view')];
  const blocks = allBlocks(view['blocks'], '/view/blocks');
  return [
    ...anyView(view, '/view'),
    ...uniqueIds(blocks),
    ...atMostOneFocus(blocks),
    ...(Buffer.byteLength(JSON.stringify(view)) > LIMITS.view.bytes ? [problem('view_too_large', '/view')] : []),
  ];
}

function ifPresent(check: Check): Check {
  return (value, pointer) => (value === undefined || value === null ? [] : check(value, pointer));
}

function hasItems(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
