import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BoltHarness, startBoltHarness } from './support/bolt-harness.ts';

describe.each(['socket', 'http'] as const)('a Bolt app reached by %s', (transport) => {
  let stage: BoltHarness;

  beforeAll(async () => {
    stage = await startBoltHarness({ transport, ackLimitMs: 150 });
    const { app } = stage;
    app.command('/deal', async ({ ack, command, client }) => {
      if (command.text === 'quiet') return ack();
      if (command.text === 'loud') return ack({ response_type: 'in_channel', text: 'For all' });
      if (command.text === 'form') {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: form() });
        return;
      }
      if (command.text === 'post') {
        await ack();
        await client.chat.postMessage({ channel: command.channel_id, text: 'Card', blocks: card() });
        return;
      }
      return ack(`You said ${command.text} in ${command.channel_name}`);
    });
    app.view('deal.form', async ({ ack, view }) => {
      const name = view.state.values['name']?.['name']?.value ?? '';
      if (name === 'taken') return ack({ response_action: 'errors', errors: { name: 'That name is taken' } });
      return ack();
    });
    app.action('deal.win', async ({ ack, respond, body }) => {
      await ack();
      await respond({ replace_original: true, text: `Won by ${body.user.id}` });
    });
    app.event('app_home_opened', async ({ client, event }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    });
    await stage.connect();
  });
  afterAll(() => stage.stop());

  it('answers a command to the person who typed it', async () => {
    const { slack, ania, deals } = stage;
    const answer = await slack.as(ania).command(deals, '/deal hello');
    expect(answer).toMatchObject({ acked: true, reply: { text: 'You said hello in deals', ephemeralTo: ania } });
    expect(slack.ephemerals(ania).at(-1)?.text).toBe('You said hello in deals');
    expect(slack.messages(deals)).toEqual([]);
  });

  it('may acknowledge a command with nothing', async () => {
    const answer = await stage.slack.as(stage.ania).command(stage.deals, '/deal quiet');
    expect(answer).toEqual({ acked: true, ms: expect.any(Number) });
  });

  it('shows the typed command beside an answer to the whole channel', async () => {
    const { slack, ania, deals } = stage;
    await slack.as(ania).command(deals, '/deal loud');
    expect(slack.messages(deals).map((message) => message.text)).toEqual(['/deal loud', 'For all']);
  });

  it('is too late when nothing acknowledges a command', async () => {
    const answer = await stage.slack.as(stage.ania).command(stage.deals, '/silent');
    expect(answer).toMatchObject({ acked: false, error: 'operation_timeout' });
  });

  it('opens a modal, holds back an empty one, shows errors, and closes it', async () => {
    const person = stage.slack.as(stage.ania);
    await person.command(stage.deals, '/deal form');
    await person.waitForView((view) => view.callback_id === 'deal.form');
    expect(await person.submit()).toMatchObject({ acked: false, closed: false, errors: { name: expect.any(String) } });
    person.fillInput('name', 'taken');
    expect(await person.submit()).toMatchObject({ acked: true, closed: false, errors: { name: 'That name is taken' } });
    person.fillInput('name', 'Bielik');
    expect(await person.submit()).toMatchObject({ acked: true, closed: true });
    expect(person.view()).toBeUndefined();
  });

  it('replaces a message through the response_url of its button', async () => {
    const { slack, ania, deals } = stage;
    const person = slack.as(ania);
    await person.command(deals, '/deal post');
    const message = await person.waitForMessage(deals, (each) => each.text === 'Card');
    expect(await person.click(message, 'deal.win')).toMatchObject({ acked: true });
    const replaced = await person.waitForMessage(deals, (each) => each.text === `Won by ${ania}`);
    expect(replaced.ts).toBe(message.ts);
    expect(replaced.blocks).toEqual([]);
  });

  it('publishes a Home tab when a person opens it', async () => {
    const person = stage.slack.as(stage.ania);
    await person.openHome();
    const home = await person.waitForHome();
    expect(home.blocks.map((block) => block.type)).toEqual(['divider']);
  });
});

function form() {
  return {
    type: 'modal' as const,
    callback_id: 'deal.form',
    title: { type: 'plain_text' as const, text: 'New deal' },
    submit: { type: 'plain_text' as const, text: 'Create' },
    blocks: [
      {
        type: 'input' as const,
        block_id: 'name',
        label: { type: 'plain_text' as const, text: 'Name' },
        element: { type: 'plain_text_input' as const, action_id: 'name' },
      },
    ],
  };
}

function card() {
  const button = {
    type: 'button' as const,
    action_id: 'deal.win',
    value: '7',
    text: { type: 'plain_text' as const, text: 'Won' },
  };
  return [{ type: 'actions' as const, block_id: 'buttons', elements: [button] }];
}
