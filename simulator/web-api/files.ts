import { asNumber, asRecords, asText, type Fields } from '../read-json.ts';
import { withBlockIds } from '../state/blocks.ts';
import { changeFile, filePayload, reserveFile } from '../state/files.ts';
import { addMessage, botAuthor } from '../state/messages.ts';
import type { Workspace } from '../state/workspace.ts';
import { messageProblems } from './block-problems.ts';
import { postableChannel } from './channel-access.ts';
import { type Answer, botMethod, jsonArgument, type Methods, refuse, refuseWithMessages, success } from './method.ts';

export const fileMethods: Methods = {
  'files.getUploadURLExternal': botMethod(['files:write'], uploadUrl),
  'files.completeUploadExternal': botMethod(['files:write'], complete),
  'files.info': botMethod(['files:read'], info),
};

function uploadUrl(workspace: Workspace, args: Fields): Answer {
  const name = asText(args['filename']);
  const length = asNumber(args['length']);
  if (name === undefined || name === '') return refuse('invalid_arguments');
  if (length === undefined || length <= 0) return refuse('invalid_arguments');
  const altTxt = asText(args['alt_txt']) ?? '';
  const file = reserveFile(workspace, { name, altTxt, user: workspace.identity.botUserId });
  return success({ upload_url: `${workspace.origin}/upload/v1/${file.id}?length=${length}`, file_id: file.id });
}

/** Without a channel the files stay private to the app; with one they are posted there, in one message. */
function complete(workspace: Workspace, args: Fields): Answer {
  const wanted = asRecords(jsonArgument(args['files']));
  const found = wanted.flatMap((each) => {
    const file = workspace.files.get(asText(each['id']) ?? '');
    return file ? [{ file, title: asText(each['title']) ?? file.name }] : [];
  });
  if (wanted.length === 0 || found.length < wanted.length) return refuse('file_not_found');
  if (found.some(({ file }) => file.bytes.length === 0)) return refuse('file_not_found');
  const channels = asText(args['channel_id']) ?? asText(args['channels']);
  const target = channels === undefined || channels === '' ? undefined : postableChannel(workspace, channels.split(',')[0]);
  if (target && 'refusal' in target) return target.refusal;
  const blocks = jsonArgument(args['blocks']);
  const problems = blocks === undefined ? [] : messageProblems(workspace, { blocks });
  if (problems.length > 0) return refuseWithMessages('invalid_blocks', problems);
  const share = target ? { channel: target.channel.id } : {};
  const done = found.map(({ file, title }) => changeFile(workspace, file, { title, isComplete: true, ...share }));
  const files = done.map((file) => filePayload(workspace, file));
  if (target) {
    const thread = asText(args['thread_ts']);
    addMessage(workspace, target.channel.id, botAuthor(workspace), {
      text: asText(args['initial_comment']) ?? '',
      files,
      ...(blocks === undefined ? {} : { blocks: withBlockIds(blocks) }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
  }
  return success({ files });
}

function info(workspace: Workspace, args: Fields): Answer {
  const file = workspace.files.get(asText(args['file']) ?? '');
  return file?.isComplete ? success({ file: filePayload(workspace, file) }) : refuse('file_not_found');
}
