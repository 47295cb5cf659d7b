import type { Person } from '../person/person.ts';
import { placedElements } from '../state/blocks.ts';
import type { Message, View } from '../state/entities.ts';
import type { Action, ElementPlace } from './action.ts';
import type { PageOptions } from './page-options.ts';
import type { ActionAnswer } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';

type ActionContext = { readonly options: PageOptions; readonly marks: ReadMarks; readonly person: Person };

/** Runs an action of the page through the same Person API that tests use. An error comes back as a sentence, never as an exception. */
export async function performAction(doing: ActionContext, action: Action): Promise<ActionAnswer> {
  try {
    return await carryOut(doing, action);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function carryOut({ options, marks, person }: ActionContext, action: Action): Promise<ActionAnswer> {
  const { slack } = options;
  switch (action.do) {
    case 'command': {
      const { error } = await person.command(action.channel, action.line);
      return error === undefined ? {} : { commandError: error };
    }
    case 'say': {
      const files = (action.files ?? []).map(({ name, base64 }) => ({ name, content: Buffer.from(base64, 'base64') }));
      await person.writeMessage(action.channel, action.text, {
        ...(action.threadTs === undefined ? {} : { threadTs: action.threadTs }),
        ...(files.length === 0 ? {} : { files }),
      });
      return {};
    }
    case 'click':
      return click(options, person, action);
    case 'fill':
      person.fillInput(
        { blockId: action.blockId, actionId: action.actionId },
        action.entry,
        findPlace(options, person, action.at),
      );
      return {};
    case 'suggest':
      return { options: await person.suggest(findPlace(options, person, action.at), action.actionId, action.typed) };
    case 'complete':
      return { completions: (await options.complete?.(person.id, action.line)) ?? [] };
    case 'submit':
      return submit(person, action.view);
    case 'close':
      requireTopModal(person, action.view);
      await person.cancel();
      return {};
    case 'closeAll':
      await person.closeAll();
      return {};
    case 'messageShortcut':
      return toActionAnswer(await person.messageShortcut(action.callbackId, action.channel, action.ts));
    case 'globalShortcut':
      return toActionAnswer(await person.globalShortcut(action.callbackId));
    case 'openHome':
      await person.openHome(action.tab);
      return {};
    case 'read':
      marks.markRead(person.id, action.channel, action.ts);
      return {};
    case 'edit':
      await person.editMessage(action.channel, action.ts, action.text);
      return {};
    case 'delete':
      await person.deleteMessage(action.channel, action.ts);
      return {};
    case 'react':
      await person.react(action.channel, action.ts, action.name);
      return {};
    case 'upload':
      return { fileId: slack.upload(person.id, action.name, Buffer.from(action.base64, 'base64')).id };
    case 'moveClock':
      if (options.clock === undefined) return { problem: 'This workspace runs on real time.' };
      await options.clock.moveTo(action.to);
      return {};
    case 'reset':
      if (options.reset === undefined) return { problem: 'This workspace cannot be reset.' };
      await options.reset(action.to);
      return {};
  }
}

async function click(options: PageOptions, person: Person, action: Action & { do: 'click' }): Promise<ActionAnswer> {
  const place = findPlace(options, person, action.at);
  const alike = placedElements(place.blocks ?? []).filter(({ actionId }) => actionId === action.actionId);
  const index = alike.findIndex(({ blockId }) => blockId === action.blockId);
  if (index < 0) return { problem: 'This has changed meanwhile: look again.' };
  const { select, side } = action;
  return toActionAnswer(
    await person.click(place, action.actionId, {
      index,
      ...(select === undefined ? {} : { select }),
      ...(side === undefined ? {} : { side }),
    }),
  );
}

async function submit(person: Person, viewId: string): Promise<ActionAnswer> {
  requireTopModal(person, viewId);
  const { closed, errors, problem } = await person.submit();
  return {
    closed,
    ...(errors === undefined ? {} : { errors }),
    ...(problem === undefined ? {} : { problem: `We had some trouble connecting (${problem}).` }),
  };
}

function toActionAnswer({ acked }: { readonly acked: boolean }): ActionAnswer {
  return acked ? {} : { problem: 'The app did not answer in time.' };
}

/** What is submitted or closed must be what the person sees: another tab may have been faster. */
function requireTopModal(person: Person, viewId: string): void {
  if (person.view()?.id !== viewId) throw new Error('This form has been closed meanwhile.');
}

function findPlace({ slack }: PageOptions, person: Person, at: ElementPlace): Message | View {
  if ('view' in at) {
    const view = [...person.views(), slack.home(person.id)].find((each) => each?.id === at.view);
    if (view === undefined) throw new Error('This form has been closed meanwhile.');
    return view;
  }
  const channel = slack.channels().find(({ id, members }) => id === at.channel && members.includes(person.id));
  const all = channel === undefined ? [] : slack.messages(channel.id);
  const found =
    slack.ephemerals(person.id).find(({ ts, channel: in_ }) => ts === at.ts && in_ === at.channel) ??
    all.find(({ ts }) => ts === at.ts) ??
    all.flatMap((message) => (message.reply_count ? slack.replies(at.channel, message.ts) : [])).find(({ ts }) => ts === at.ts);
  if (found === undefined) throw new Error('This message is no longer here.');
  return found;
}
