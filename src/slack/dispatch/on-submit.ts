import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { MAX_TYPED_LENGTH } from '../../input/typed-text.ts';
import type { Messages } from '../../locale/messages.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { Reply } from '../request/flow.ts';
import { longTexts, readForm } from '../request/form.ts';
import { type FormMetadata, readMetadata, wrapMetadata } from '../request/form-metadata.ts';
import type { Caller } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import type { Routes } from '../request/routes.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { loadingView } from '../views/kit/frames.ts';
import { toPlainText } from '../views/kit/text.ts';
import { respond } from './respond.ts';
import { ACK_TIMEOUT_MS, type Surface } from './surface.ts';

export type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** Answers a submitted form inside its acknowledgement: errors under fields, another view, or closed and a word to the person. */
export async function onSubmit(deps: RequestDeps, routes: Routes, args: SubmitArgs): Promise<void> {
  const { body, view, client, context } = args;
  const metadata = readMetadata(view.private_metadata);
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    handle: body.user.name,
    channelId: metadata.channel,
    command: '/deal',
    through: 'modal',
    typedLanguage: null,
    key: `form ${view.id} ${view.hash}`,
  };
  const handler = routes.forms.get(view.callback_id);
  const firstField = view.blocks.find((block) => block.type === 'input')?.block_id;
  const state: Parameters<typeof readForm>[0] = view.state.values;
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
      rerunLine: null,
      // Under a field, so that what was typed stays.
      toFaultReply: (sentence): Reply =>
        firstField === undefined
          ? { kind: 'say', message: textMessage(sentence) }
          : { kind: 'errors', errors: { [firstField]: sentence } },
    },
    submitSurface(args, metadata),
  );
}

/** Everything rides on the acknowledgement but a message, for which the form is closed. */
function submitSurface({ ack, view }: SubmitArgs, metadata: FormMetadata): Surface {
  return {
    budgetMs: ACK_TIMEOUT_MS,
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
}

const tooLongErrors = (m: Messages, fields: ReturnType<typeof longTexts>): Record<string, SafeText> =>
  Object.fromEntries(fields.map(({ name, length }) => [name, m.common.tooLong({ length, most: MAX_TYPED_LENGTH })]));

/** What stands under the fields, as Slack shows it: letters without markup. */
const plainErrors = (errors: Readonly<Record<string, SafeText>>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([field, sentence]) => [field, toPlainText(sentence)]));
