import { validateMessage, validateView } from '../block-kit/validate.ts';
import { asRecord, asText, type Fields, nestedRecords } from '../read-json.ts';
import type { Workspace } from '../state/workspace.ts';

/** What Slack would refuse in a message: the rules of Block Kit, kinds not rolled out yet, and pictures not processed yet. */
export function messageProblems(
  workspace: Workspace,
  message: { text?: unknown; blocks?: unknown; attachments?: unknown },
): string[] {
  return [...validateMessage(message), ...workspaceProblems(workspace, message)];
}

/** What Slack would refuse in a modal or Home tab. */
export function viewProblems(workspace: Workspace, view: unknown): string[] {
  return [...validateView(view), ...workspaceProblems(workspace, view)];
}

function workspaceProblems(workspace: Workspace, value: unknown): string[] {
  const found: string[] = [];
  for (const object of nestedRecords(value)) {
    const type = asText(object['type']);
    if (type !== undefined && workspace.refusedBlockTypes.has(type)) found.push(`[ERROR] unsupported type: ${type}`);
    if ('slack_file' in object && !isUploaded(workspace, asRecord(object['slack_file'])))
      found.push('[ERROR] invalid slack file');
  }
  return found;
}

function isUploaded(workspace: Workspace, reference: Fields): boolean {
  const id = asText(reference['id']) ?? /(?<![0-9A-Z])(F[0-9A-Z]+)\//.exec(asText(reference['url']) ?? '')?.[1];
  return id !== undefined && (workspace.files.get(id)?.isComplete ?? false);
}
