import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { MAX_TYPED_LENGTH } from '../../input/typed-text.ts';
import type { Messages } from '../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../locale/safe-text.ts';
import type { Reply } from '../request/flow.ts';
import { type FormState, longTexts, readForm } from '../request/form.ts';
import { type FormMetadata, readMetadata, wrapMetadata } from '../request/form-metadata.ts';
import { retryInForm } from '../request/kept-forms.ts';
import type { Caller } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { noRetry, type RetryButton } from '../request/retry.ts';
import type { Routes } from '../request/routes.ts';
import { viewWithEntries } from '../request/view-with-entries.ts';
import { buttons, textMessage } from '../views/kit/blocks.ts';
import { loadingView } from '../views/kit/frames.ts';
import { richText, toPlainText } from '../views/kit/text.ts';
import type { IncomingRequest } from './incoming-request.ts';
import { respond } from './respond.ts';
import type { Surface } from './surface.ts';

export type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/**
 * Answers a submitted form inside its acknowledgement: errors under fields, another view, or closed and a word to the person. What was
 * entered is never lost: while saving takes long the form stays, and one that is off the screen without effect can be opened again.
 */
export async function onSubmit(deps: RequestDeps, routes: Routes, args: SubmitArgs): Promise<void> {
  const { body, view, client, context } = args;
  const metadata = readMetadata(view.private_metadata);
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    channelId: metadata.channel,
    command: '/deal',
    through: 'modal',
    typedLanguage: null,
    pipelineId: metadata.pipeline,
    // One form, one effect, however often it is sent.
    key: metadata.key ?? `form ${view.id} ${view.hash}`,
  };
  const handler = routes.forms.get(view.callback_id);
  const state: FormState = view.state.values;
  const entered = wrapMetadata(viewWithEntries(view, state), { ...metadata, key: caller.key });
  const retry = retryInForm(deps, caller, entered);
  const form: SubmittedForm = { entered, retry, firstField: view.blocks.find(({ type }) => type === 'input')?.block_id };
  await respond(
    deps,
    {
      kind: 'form',
      name: view.callback_id,
      caller,
      client,
      run: async (context): Promise<Reply> => {
        const tooLong = longTexts(state, MAX_TYPED_LENGTH);
        if (tooLong.length > 0) return { kind: 'errors', errors: tooLongErrors(context.m, tooLong) };
        return handler?.(context, readForm(state), metadata.data) ?? { kind: 'say', message: textMessage(context.m.common.gone) };
      },
      // Only the person sees a form; it was refused, or not, when it was to open.
      guardedChannelId: null,
      replyPath: metadata,
      ...entryRules(form),
    },
    submitSurface(args, metadata, form),
  );
}

type SubmittedForm = {
  /** The form with what was entered. */
  readonly entered: ModalView;
  readonly retry: RetryButton;
  /** Block id of its first input; undefined where there was nothing to enter. */
  readonly firstField: string | undefined;
};

/** How what was entered outlives a fault, a refusal and a closed window. */
function entryRules({
  retry,
  firstField,
}: SubmittedForm): Pick<IncomingRequest, 'retry' | 'keepsEntries' | 'toFaultReply' | 'toRefusalReply'> {
  if (firstField === undefined) return { retry: noRetry };
  return {
    retry,
    keepsEntries: true,
    // Under a field, so that what was entered stays.
    toFaultReply: (sentence) => ({ kind: 'errors', errors: { [firstField]: sentence } }),
    toRefusalReply: ({ message, ...reply }, m) => ({
      ...reply,
      message: { ...message, blocks: [...message.blocks, ...buttons(retry(m))] },
    }),
  };
}

/** Everything rides on the acknowledgement but a message, for which the form is closed. */
function submitSurface(
  { ack, view }: SubmitArgs,
  metadata: FormMetadata,
  { entered, retry, firstField }: SubmittedForm,
): Surface {
  const surface: Surface = {
    budgetMs: 'ack',
    ackReply: async (reply) => {
      if (reply.kind === 'errors') await ack({ response_action: 'errors', errors: plainErrors(reply.errors) });
      else if (reply.kind === 'update') await ack({ response_action: 'update', view: wrapMetadata(reply.view, metadata) });
      else if (reply.kind === 'open') await ack({ response_action: 'push', view: wrapMetadata(reply.view, metadata) });
      else await ack({ response_action: 'clear' });
      return reply.kind !== 'say';
    },
    ackLate: (m) => ack({ response_action: 'update', view: loadingView(m) }),
    showLoading: async () => view.id,
  };
  if (firstField === undefined) return surface;
  return {
    ...surface,
    // The form stays on screen: were we to end now, what was entered would still be there.
    ackLate: (m) => ack({ response_action: 'errors', errors: { [firstField]: toPlainText(m.common.stillSaving) } }),
    fillView: (reply) => (reply.kind === 'errors' ? withProblem(entered, problemOf(reply)) : undefined),
    ifViewGone: (reply, m) => (reply.kind === 'errors' ? textMessage(problemOf(reply), ...buttons(retry(m))) : undefined),
  };
}

const tooLongErrors = (m: Messages, fields: ReturnType<typeof longTexts>): Record<string, SafeText> =>
  Object.fromEntries(fields.map(({ name, length }) => [name, m.common.tooLong({ length, most: MAX_TYPED_LENGTH })]));

const PROBLEM_BLOCK = 'frame.problem';

const problemOf = ({ errors }: Extract<Reply, { kind: 'errors' }>): SafeText => joinSafe(Object.values(errors), '\n');

/** A form with a sentence on top: Slack takes errors under fields in an acknowledgement only. */
const withProblem = (view: ModalView, sentence: SafeText): ModalView => ({
  ...view,
  blocks: [richText(sentence, PROBLEM_BLOCK), ...view.blocks.filter(({ block_id: id }) => id !== PROBLEM_BLOCK)].slice(0, 100),
});

/** What stands under the fields, as Slack shows it: letters without markup. */
const plainErrors = (errors: Readonly<Record<string, SafeText>>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([field, sentence]) => [field, toPlainText(sentence)]));
