import { isRecord } from '../block-kit/json-record.ts';
import { asList, asRecords, asText, type Fields } from '../read-json.ts';
import { withBlockIds } from '../state/blocks.ts';
import type { Message } from '../state/entities.ts';
import type { MessageContent } from '../state/messages.ts';
import type { Workspace } from '../state/workspace.ts';
import { messageProblems } from './block-problems.ts';
import { type Answer, jsonArgument, refuse, refuseWithMessages } from './method.ts';

/** Characters at which chat.postMessage cuts, and above which chat.update refuses. Source: docs.slack.dev, chat methods. */
const POST_TEXT_LIMIT = 40_000;
const MARKDOWN_TEXT_LIMIT = 12_000;
const METADATA_LIMIT_BYTES = 16_000;

type ContentResult = { readonly content: MessageContent } | { readonly refusal: Answer };

/**
 * Reads what a message says from the arguments of a chat method, or gives Slack's refusal: `no_text`, `invalid_blocks`
 * with its sentences, `invalid_blocks_format`, `markdown_text_conflict`, `invalid_metadata_format` and the like.
 * Text is cut at 40,000 characters.
 */
export function readMessageContent(workspace: Workspace, args: Fields): ContentResult {
  const given = {
    text: asText(args['text']),
    blocks: jsonArgument(args['blocks']),
    attachments: jsonArgument(args['attachments']),
  };
  const isBroken = (key: 'blocks' | 'attachments') => isGiven(args[key]) && !Array.isArray(given[key]);
  if (isBroken('blocks')) return { refusal: refuse('invalid_blocks_format') };
  if (isBroken('attachments')) return { refusal: refuse('invalid_attachments') };
  const markdown = asText(args['markdown_text']);
  if (markdown !== undefined && (given.text !== undefined || given.blocks !== undefined))
    return { refusal: refuse('markdown_text_conflict') };
  if (markdown !== undefined && markdown.length > MARKDOWN_TEXT_LIMIT) return { refusal: refuse('msg_too_long') };
  const words = given.text ?? markdown ?? '';
  if (words === '' && asList(given.blocks).length === 0 && asList(given.attachments).length === 0)
    return { refusal: refuse('no_text') };
  const problems = messageProblems(workspace, { ...given, text: words });
  if (problems.length > 0) return { refusal: refuseWithMessages('invalid_blocks', problems) };
  const metadata = readEventMetadata(args['metadata']);
  if (typeof metadata === 'string') return { refusal: refuse(metadata) };
  const content = {
    text: [...words].length > POST_TEXT_LIMIT ? [...words].slice(0, POST_TEXT_LIMIT).join('') : words,
    ...(given.blocks === undefined ? {} : { blocks: withBlockIds(given.blocks) }),
    ...(given.attachments === undefined ? {} : { attachments: asRecords(given.attachments) }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  return { content };
}

/** Message metadata, `undefined` when there is none, or the error's name. Values are flat, or lists of flat objects. */
function readEventMetadata(value: unknown): Message['metadata'] | string {
  if (!isGiven(value)) return undefined;
  const metadata = jsonArgument(value);
  if (!isRecord(metadata)) return 'invalid_metadata_format';
  const event_type = asText(metadata['event_type']);
  const event_payload = metadata['event_payload'];
  if (event_type === undefined || !isRecord(event_payload)) return 'invalid_metadata_schema';
  if (!Object.values(event_payload).every((each) => isFlat(each) || (Array.isArray(each) && each.every(isFlatItem))))
    return 'invalid_metadata_schema';
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_LIMIT_BYTES) return 'metadata_too_large';
  return { event_type, event_payload };
}

function isFlat(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isFlatItem(value: unknown): boolean {
  return isFlat(value) || (isRecord(value) && Object.values(value).every(isFlat));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
