import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A call of a Web API method, an acknowledgement, or a body for a response_url, up to its arguments. */
const CALL =
  /(?:\.(?:apps|auth|bots|chat|conversations|files|oauth|pins|reactions|team|usergroups|users|views)\.\w+(?:\.\w+)?|\back|JSON\.stringify)\((?=\S)/g;
/** A field that is there or not: what it may be is written out. */
const OPTIONAL_FIELD = /\.\.\.\((?:[^(){}]|\([^()]*\))*\? \{\} : \{ \w+(?:: [\w.]+)? \}\)/g;

/** The text between a bracket at an index and the one that closes it. */
function bracketed(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (/[([{]/.test(text[at] ?? '')) depth += 1;
    if (/[)\]}]/.test(text[at] ?? '')) depth -= 1;
    if (depth < 0) return text.slice(from, at);
  }
  return text.slice(from);
}

/** Calls whose arguments are not all written out: whatever somebody adds to the value that they come from would go to Slack too. */
function spreadCalls(source: string): readonly string[] {
  return [...source.matchAll(CALL)].flatMap(({ 0: call, index }) => {
    const args = bracketed(source, index + call.length);
    const written = args.replaceAll(OPTIONAL_FIELD, '').replaceAll(/\[\.\.\.[\w.]+\]/g, '');
    const isToSlack = !call.startsWith('JSON') || source.includes('replace_original');
    const isNamed = new RegExp(`const ${args} = \\{[^}.]*(?:\\.\\w[^}.]*)*\\};`).test(source);
    const isLiteral = args === '' || args.startsWith('{') || call.startsWith('JSON') || call === 'ack(' || isNamed;
    return isToSlack && (!isLiteral || /\.\.\.(?!\w+\])/.test(written)) ? [`${call}${args})`] : [];
  });
}

describe('the arguments of a call to Slack are written out, field by field', () => {
  it('everywhere', () => {
    const found = ['slack', 'jobs', 'doctor', 'platform'].flatMap((room) =>
      readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) =>
          spreadCalls(readFileSync(join('src', room, file), 'utf8')).map((call) => `${join(room, file)}: ${call}`),
        ),
    );
    expect(found).toEqual([]);
  });

  it.each([
    'client.chat.postMessage({ channel, ...message })',
    'client.chat.postMessage({ ...content, unfurl_links: false })',
    'client.chat.update({ channel, ts, ...toMessage(message) })',
    'client.chat.postEphemeral(content)',
    'client.views.open({ trigger_id, ...form })',
    'client.views.publish({ user_id, view, ...home })',
    'client.views.update(options)',
    'client.conversations.history({ ...range, cursor })',
    'client.conversations.replies(page)',
    'client.files.completeUploadExternal({ files, ...where })',
    "await ack({ response_type: 'ephemeral', ...message })",
    'body: JSON.stringify({ replace_original: true, ...content })',
  ])('%s would be found', (call) => {
    expect(spreadCalls(call)).toHaveLength(1);
  });

  it.each([
    'client.chat.postMessage({ channel, text, blocks: [...blocks], ...(ts === undefined ? {} : { thread_ts: ts }) })',
    'client.views.publish({ user_id: slackUserId, view, ...(hash === undefined ? {} : { hash }) })',
    'client.views.update({ view_id: view.id, hash: view.hash, view: form })',
    "await ack({ response_action: 'update', view: loadingView(m) })",
    'await ack()',
    'body: JSON.stringify({ ...anything })',
  ])('%s is left alone', (call) => {
    expect(spreadCalls(call)).toEqual([]);
  });
});
