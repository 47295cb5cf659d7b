import { validateMessage, validateView } from '../block-kit/validate.ts';
import { type Fields, fields, objectsWithin, text } from '../json.ts';
import type { Workspace } from '../state/workspace.ts';

/** What Slack would refuse in a message: the rules of Block Kit, kinds not rolled out yet, and pictures not processed yet. */
export function messageProblems(
  workspace: Workspace,
  message: { text?: unknown; blocks?: unknown; attachments?: unknown },
): string[] {
  return [...validateMessage(message), ...problemsHere(workspace, message)];
}

/** What Slack would refuse in a modal or Home tab. */
export function viewProblems(workspace: Workspace, view: unknown): string[] {
  return [...validateView(view), ...problemsHere(workspace, view)];
}

function problemsHere(workspace: Workspace, value: unknown): string[] {
  const found: string[] = [];
  for (const object of objectsWithin(value)) {
    const type = text(object['type']);
    if (type !== undefined && workspace.refusedBlockTypes.has(type)) found.push(`[ERROR] unsupported type: ${type}`);
    if ('slack_file' in object && !isShown(workspace, fields(object['slack_file']))) found.push('[ERROR] invalid slack file');
  }
  return found;
}

function isShown(workspace: Workspace, reference: Fields): boolean {
  const id = text(reference['id']) ?? /-?(F[0-9A-Z]+)\//.exec(text(reference['url']) ?? '')?.[1];
  return id !== undefined && (workspace.files.get(id)?.isComplete ?? false);
}
