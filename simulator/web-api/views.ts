import { isRecord } from '../block-kit/json-record.ts';
import { asText, type Fields } from '../read-json.ts';
import type { View } from '../state/entities.ts';
import { checkTrigger, consumeTrigger } from '../state/triggers.ts';
import { modalStack, publishHome, STACK_LIMIT, showModal, updateModal, viewOwner, viewPayload } from '../state/views.ts';
import type { Workspace } from '../state/workspace.ts';
import { viewProblems } from './block-problems.ts';
import { type Answer, botMethod, jsonArgument, type Methods, refuse, refuseWithMessages, success } from './method.ts';

/** Source: docs.slack.dev, views.open: `view_too_large` over 250 KB. */
const VIEW_LIMIT_BYTES = 250 * 1024;

export const viewMethods: Methods = {
  'views.open': botMethod([], (workspace, args) => openModal(workspace, args, { onTop: false })),
  'views.push': botMethod([], (workspace, args) => openModal(workspace, args, { onTop: true })),
  'views.update': botMethod([], update),
  'views.publish': botMethod([], publish),
};

/** A view that Slack would take, or its refusal. `replaces` is the view whose external_id it may keep. */
export function readView(
  workspace: Workspace,
  value: unknown,
  type: View['type'],
  replaces?: View,
): { view: Fields } | { refusal: Answer } {
  const view = jsonArgument(value);
  if (!isRecord(view))
    return {
      refusal: refuseWithMessages('invalid_arguments', ['[ERROR] failed to match all allowed schemas [json-pointer:/view]']),
    };
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_LIMIT_BYTES) return { refusal: refuse('view_too_large') };
  const isOther = view['type'] !== type ? [`[ERROR] must be a ${type} view [json-pointer:/view/type]`] : [];
  const problems = [...isOther, ...viewProblems(workspace, view)];
  if (problems.length > 0) return { refusal: refuseWithMessages('invalid_arguments', problems) };
  const externalId = asText(view['external_id']) ?? '';
  const isTaken =
    externalId !== '' && allViews(workspace).some((each) => each.external_id === externalId && each.id !== replaces?.id);
  return isTaken ? { refusal: refuse('duplicate_external_id') } : { view };
}

function openModal(workspace: Workspace, args: Fields, { onTop }: { onTop: boolean }): Answer {
  const triggerId = asText(args['trigger_id']);
  const trigger = checkTrigger(workspace, triggerId);
  if ('error' in trigger) return refuse(trigger.error);
  const read = readView(workspace, args['view'], 'modal');
  if ('refusal' in read) return read.refusal;
  const stack = modalStack(workspace, trigger.userId);
  const cameFromOpenModal = stack.some((view) => view.id === trigger.viewId);
  if (onTop && !cameFromOpenModal) return refuse('not_found');
  if (onTop && stack.length >= STACK_LIMIT) return refuse('push_limit_reached');
  consumeTrigger(workspace, triggerId ?? '');
  return success({
    view: viewPayload(workspace, showModal(workspace, trigger.userId, read.view, { onTop, channelId: trigger.channelId })),
  });
}

function update(workspace: Workspace, args: Fields): Answer {
  const id = asText(args['view_id']);
  const externalId = asText(args['external_id']);
  const isWanted = (each: View) =>
    id === undefined ? externalId !== undefined && each.external_id === externalId : each.id === id;
  const view = allViews(workspace).find(isWanted);
  if (view === undefined) return refuse('not_found');
  const read = readView(workspace, args['view'], view.type, view);
  if ('refusal' in read) return read.refusal;
  if (isOutdated(args, view)) return refuse('hash_conflict');
  const updated =
    view.type === 'home'
      ? publishHome(workspace, viewOwner(workspace, view.id) ?? '', read.view)
      : updateModal(workspace, view, read.view);
  return success({ view: viewPayload(workspace, updated) });
}

function publish(workspace: Workspace, args: Fields): Answer {
  if (workspace.manifest.features?.app_home?.home_tab_enabled !== true) return refuse('not_enabled');
  const userId = asText(args['user_id']) ?? '';
  if (!workspace.users.has(userId)) return refuse('user_not_found');
  const current = workspace.homes.get(userId);
  const read = readView(workspace, args['view'], 'home', current);
  if ('refusal' in read) return read.refusal;
  if (current !== undefined && isOutdated(args, current)) return refuse('hash_conflict');
  return success({ view: viewPayload(workspace, publishHome(workspace, userId, read.view)) });
}

function isOutdated(args: Fields, view: View): boolean {
  const hash = asText(args['hash']);
  return hash !== undefined && hash !== view.hash;
}

function allViews(workspace: Workspace): readonly View[] {
  return [...workspace.modals.values(), ...workspace.homes.values()];
}
