import { setTimeout as pause } from 'node:timers/promises';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { safe } from '../../../src/locale/safe-text.ts';
import type { RequestObservation } from '../../../src/platform/metrics.ts';
import type { IncomingRequest } from '../../../src/slack/dispatch/incoming-request.ts';
import { respond } from '../../../src/slack/dispatch/respond.ts';
import type { Surface } from '../../../src/slack/dispatch/surface.ts';
import type { Reply } from '../../../src/slack/request/flow.ts';
import { noRetry, type RetryButton, retryCommand, retryPress, retryShortcut } from '../../../src/slack/request/retry.ts';
import { modal, textMessage } from '../../../src/slack/views/kit/blocks.ts';
import { literal } from '../../../src/slack/views/kit/text.ts';
import { startTestBot, type TestBot } from '../../support/test-bot.ts';

let lejek: TestBot;
beforeAll(async () => {
  lejek = await startTestBot();
});
beforeEach(() => lejek.reset());
afterAll(() => lejek.stop());

const FORM = modal({ id: 'test.form', title: safe`Form`, close: safe`Close`, blocks: [] });
const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });

let lateAfterMs: number[] = [];

/** Answers one made-up request of Piotr. @returns what was observed and acknowledged, and what he got by direct message. */
async function answer(run: () => Promise<Reply>, surface: Partial<Surface>, request: Partial<IncomingRequest> = {}) {
  const { piotr, slack, deps } = lejek;
  const observed: RequestObservation[] = [];
  lateAfterMs = [];
  const steps: string[] = [];
  const step = (name: string) => async () => void steps.push(name);
  const before = lejek.posts(piotr.id).length;
  await respond(
    { ...deps, observe: (each) => void observed.push(each), observeLateAnswer: (ms) => void lateAfterMs.push(ms) },
    {
      kind: 'command',
      name: '/test',
      caller: {
        workspaceId: slack.team.id,
        slackUserId: piotr.id,
        channelId: null,
        command: '/deal',
        through: 'command',
        typedLanguage: 'en',
        key: `test ${performance.now()}`,
      },
      client: new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }),
      run,
      guardedChannelId: null,
      replyPath: { url: null, channel: null, thread: null },
      retry: noRetry,
      ...request,
    },
    {
      budgetMs: 20_000,
      ackReply: async (reply) => {
        steps.push(`ack ${reply.kind}`);
        return false;
      },
      ackLate: step('ack late'),
      open: step('open'),
      update: step('update'),
      ...surface,
    },
  );
  return { observed: observed.map(({ outcome }) => outcome), steps, messages: lejek.posts(piotr.id).slice(before) };
}

const said = (text: string): Reply => ({ kind: 'say', message: textMessage(literal(text)) });

describe('one request', () => {
  it('answered in time is acknowledged with the reply, observed once, and delivered', async () => {
    const inTime = await answer(async () => said('done'), {});
    expect(inTime).toEqual({ observed: ['answered'], steps: ['ack say'], messages: ['done'] });
    const opened = await answer(async () => ({ kind: 'open', view: FORM }), {});
    expect(opened).toEqual({ observed: ['answered'], steps: ['ack open', 'open'], messages: [] });
  });

  it('whose acknowledgement carries the reply says nothing more', async () => {
    expect(await answer(async () => said('done'), { ackReply: async () => true })).toMatchObject({ steps: [], messages: [] });
  });

  it('that takes longer than its budget is acknowledged as late, and answered all the same', async () => {
    const slow = async () => {
      await pause(50);
      return said('done');
    };
    expect(await answer(slow, { budgetMs: 1 })).toEqual({ observed: ['late'], steps: ['ack late'], messages: ['done'] });
    // How late is measured too: of this one, and of no other.
    expect(lateAfterMs).toEqual([expect.any(Number)]);
    expect(lateAfterMs[0]).toBeGreaterThanOrEqual(45);
    await answer(async () => said('done'), {});
    expect(lateAfterMs).toEqual([]);
  });

  it('that fails says so once, as a fault', async () => {
    const failed = await answer(async () => {
      throw new Error('a bug');
    }, {});
    expect(failed).toMatchObject({ observed: ['fault'], steps: ['ack say'] });
    expect(failed.messages).toHaveLength(1);
    expect(failed.messages[0]).toMatch(/[0-9A-F]{6}/);
    // Every line of the log about it names the request.
    expect(lejek.log.filter(({ message }) => message === 'a listener failed').at(-1)?.fields['request']).toMatch(/^[0-9A-F]{6}$/);
  });

  it('is observed when it is acknowledged, where that comes before the work', async () => {
    const failed = await answer(
      async () => {
        throw new Error('a bug');
      },
      { ackFirst: async () => {} },
    );
    expect(failed.observed).toEqual(['answered']);
  });

  it('that could not be answered in time is told so at once, with a button, and nothing is begun', async () => {
    const { deps } = lejek;
    let begun = 0;
    const ends = Array.from({ length: 8 }, () => deps.load.begin());
    // Nothing is answered any more.
    await pause(1100);
    const refused = await answer(
      async () => {
        begun += 1;
        return said('done');
      },
      {},
      { retry: retryCommand('/deal list') },
    );
    expect(refused).toEqual({
      observed: ['busy'],
      steps: ['ack say'],
      messages: [expect.stringMatching(/A lot is going on[\s\S]*\[Try again\]/)],
    });
    expect(begun).toBe(0);
    for (const end of ends) end();
    expect((await answer(async () => said('done'), {})).messages).toEqual(['done']);
  });

  it('that Slack sends a second time is answered once', async () => {
    const event = { eventId: `Ev${performance.now()}` };
    expect((await answer(async () => said('done'), {}, event)).messages).toEqual(['done']);
    expect((await answer(async () => said('done'), {}, event)).messages).toEqual([]);
  });
});

describe('a view that Slack does not open or change', () => {
  const refuse = (code: string) => async () => {
    throw refusal(code);
  };

  it('because the trigger expired is told, with a button where a command can be typed again', async () => {
    const open = async (): Promise<Reply> => ({ kind: 'open', view: FORM });
    const typed = await answer(open, { open: refuse('exchanged_trigger_id') }, { retry: retryCommand('/deal new Bielik') });
    expect(typed.messages.join()).toMatch(/took too long[\s\S]*\[Try again\]/);
    for (const retry of [retryPress('deal.note', '3@1'), retryShortcut('deal.from-anywhere', undefined)]) {
      const pressed = await answer(open, { open: refuse('invalid_trigger_id') }, { retry });
      expect(pressed.messages.join()).toMatch(/took too long[\s\S]*\[Try again\]/);
    }
    const tooLong = await answer(open, { open: refuse('trigger_expired') }, { retry: retryCommand('x'.repeat(2001)) });
    expect(tooLong.messages.join()).toContain('took too long');
    expect(tooLong.messages.join()).not.toContain('[Try again]');
    const loading = await answer(
      async () => {
        await pause(50);
        return { kind: 'open', view: FORM };
      },
      { budgetMs: 1, showLoading: refuse('expired_trigger_id') },
    );
    expect(loading.messages.join()).toContain('took too long');
  });

  it.each(['not_found', 'hash_conflict', 'expired_trigger_id'])(
    '%s: a message that was to stand in it is told all the same',
    async (code) => {
      expect((await answer(async () => said('done'), { say: refuse(code) })).messages).toEqual(['done']);
    },
  );

  it('because it was closed or changed meanwhile is no fault: that is told, with a button that tries again', async () => {
    const retry = retryPress('deal.note', '3@1');
    const gone = expect.stringMatching(/closed or changed[\s\S]*\[Try again\]/);
    const changed = await answer(async () => ({ kind: 'update', view: FORM }), { update: refuse('hash_conflict') }, { retry });
    expect(changed.messages).toEqual([gone]);
    expect((await answer(async () => ({ kind: 'open', view: FORM }), { open: refuse('not_found') }, { retry })).messages).toEqual(
      [gone],
    );
    const slow = (reply: Reply) => async () => {
      await pause(50);
      return reply;
    };
    const closed = { budgetMs: 1, showLoading: async () => 'V0CLOSED000' };
    expect((await answer(slow(said('done')), closed)).messages).toEqual(['done']);
    expect((await answer(slow({ kind: 'open', view: FORM }), closed, { retry })).messages).toEqual([gone]);
    expect(lejek.log.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  const speak = async (language: 'en' | 'pl') => {
    const { members } = lejek.tenant;
    const { id } = await members.upsert({ slackUserId: lejek.piotr.id, name: 'Piotr', account: 'member', at: lejek.now() });
    await members.setLanguage(id, language);
  };
  const EXPIRED = { en: /took too long[\s\S]*\[Try again\]/, pl: /Trwało to zbyt długo[\s\S]*\[Jeszcze raz\]/ };
  const GONE = { en: /closed or changed[\s\S]*\[Try again\]/, pl: /zamknięte lub zmienione[\s\S]*\[Jeszcze raz\]/ };
  /** What Slack says, alone or among the messages of `invalid_arguments`, and what the person reads. */
  const SPELLINGS: readonly (readonly [string, readonly string[], typeof GONE])[] = [
    ['expired_trigger_id', [], EXPIRED],
    ['exchanged_trigger_id', [], EXPIRED],
    ['invalid_trigger_id', [], EXPIRED],
    ['invalid_trigger', [], EXPIRED],
    ['trigger_expired', [], EXPIRED],
    ['trigger_exchanged', [], EXPIRED],
    ['invalid_arguments', ['[ERROR] expired_trigger_id'], EXPIRED],
    ['invalid_arguments', ['[ERROR] invalid trigger', '[ERROR] invalid_trigger_id [json-pointer:/trigger_id]'], EXPIRED],
    ['hash_conflict', [], GONE],
    ['not_found', [], GONE],
    ['invalid_arguments', ['[ERROR] hash_conflict'], GONE],
    ['invalid_arguments', ['[ERROR] not_found [json-pointer:/view_id]'], GONE],
  ];
  it.each(SPELLINGS)('%s %j ends in a button that tries again, on every path', async (code, lines, said) => {
    const throws = async () => {
      throw new WebAPIPlatformError({ ok: false, error: code, response_metadata: { messages: [...lines] } });
    };
    const late = async (): Promise<Reply> => {
      await pause(5);
      return { kind: 'open', view: FORM };
    };
    const now = (kind: 'open' | 'update') => async (): Promise<Reply> => ({ kind, view: FORM });
    const paths: readonly (readonly [() => Promise<Reply>, Partial<Surface>, RetryButton])[] = [
      [now('open'), { open: throws }, retryCommand('/deal new Bielik')],
      [now('update'), { update: throws }, retryPress('deal.note', '3@1')],
      [late, { budgetMs: 1, open: throws }, retryShortcut('deal.from-anywhere', undefined)],
      [late, { budgetMs: 1, showLoading: throws }, retryPress('deal.note', '3@1')],
    ];
    // Each code in both languages, and each path too.
    const isOdd = SPELLINGS.findIndex(([each, among]) => each === code && among === lines) % 2;
    for (const [index, [run, surface, retry]] of paths.entries()) {
      const language = (index + isOdd) % 2 === 0 ? 'en' : 'pl';
      await speak(language);
      const { messages } = await answer(run, surface, { retry });
      expect({ path: index, messages }).toEqual({ path: index, messages: [expect.stringMatching(said[language])] });
    }
  });

  it('while it loads tells what came of the request, where that is a sentence', async () => {
    const saved = async () => {
      await pause(5);
      return said('moved to Offer');
    };
    const told = await answer(saved, { budgetMs: 1, showLoading: refuse('expired_trigger_id') });
    expect(told.messages).toEqual(['moved to Offer']);
  });

  it('for another reason is told as a fault of Slack, with a button that tries again where nothing was changed', async () => {
    const retry = retryPress('deal.note', '3@1');
    const failed = await answer(async () => ({ kind: 'open', view: FORM }), { open: refuse('fatal_error') }, { retry });
    expect(failed.messages).toEqual([expect.stringMatching(/fatal_error[\s\S]*\[Try again\]/)]);
  });
});
