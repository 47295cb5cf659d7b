import { describe, expect, it } from 'vitest';
import { sevenStageTemplate } from '../../../src/core/pipeline/pipeline-templates.ts';
import { localizePipelines } from '../../../src/core/pipeline/pipelines.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';
import { safe } from '../../../src/locale/safe-text.ts';
import { readMetadata, withPipeline, wrapMetadata } from '../../../src/slack/request/form-metadata.ts';
import { markReply, nameReply } from '../../../src/slack/request/mark-reply.ts';
import { buttons, modal, textMessage } from '../../../src/slack/views/kit/blocks.ts';
import { markedPipeline } from '../../../src/slack/views/kit/pipeline-mark.ts';

const first = sevenStageTemplate('sales', 'en', 'EUR');
const partners = { ...sevenStageTemplate('p1', 'en', 'EUR'), name: 'Partners' };
const one = localizePipelines({ first, others: [] }, 'en');
const two = localizePipelines({ first, others: [partners] }, 'en');
const [, second = two.inUse[0]] = two.inUse;

const press = buttons({ id: 'a', text: safe`A`, value: 'a' });
const message = textMessage(safe`Hello`, ...press, { ...press[0], type: 'actions', elements: [], block_id: 'own' });
const form = modal({ id: 'f', title: safe`F`, close: LANGUAGES.en.common.close, data: 'data', blocks: [] });
const idsOf = (reply: ReturnType<typeof markReply>) =>
  reply.kind === 'say' ? reply.message.blocks.map((block) => block.block_id) : [];

describe('the pipeline of an answer', () => {
  it('travels with its buttons, and with nothing where there is one pipeline', () => {
    const marked = markReply({ kind: 'say', message }, { pipeline: second, pipelines: two });
    const [sentence, pressed, own] = idsOf(marked);
    expect([sentence, markedPipeline(pressed), own]).toEqual([undefined, 'p1', 'own']);
    // What is marked already is about that one.
    expect(idsOf(markReply(marked, { pipeline: two.inUse[0], pipelines: two }))).toEqual(idsOf(marked));
    expect(markReply({ kind: 'say', message }, { pipeline: one.inUse[0], pipelines: one })).toEqual({ kind: 'say', message });
    // Buttons of posts and answers of before.
    for (const id of [undefined, 'own', 'deal.check 141@7']) expect(markedPipeline(id)).toBeUndefined();
  });

  it('travels with a form, its data and its way back, until it is sent', () => {
    const marked = markReply({ kind: 'open', view: form }, { pipeline: second, pipelines: two });
    const view = marked.kind === 'open' ? marked.view : form;
    const opened = wrapMetadata(view, { url: 'https://hooks', channel: 'C1', pipeline: 'sales' });
    expect(readMetadata(opened.private_metadata)).toMatchObject({ pipeline: 'p1', data: 'data', channel: 'C1' });
    expect(readMetadata(withPipeline(opened, 'sales').private_metadata)).toMatchObject({ pipeline: 'p1' });
    // A form of before there were several.
    expect(readMetadata(wrapMetadata(form, { url: null, channel: 'C1' }).private_metadata).pipeline).toBeUndefined();
  });

  it('is named above it, where there are several', () => {
    const named = nameReply({ kind: 'say', message }, { pipeline: second, pipelines: two });
    expect(named.kind === 'say' ? [named.message.text, named.message.blocks.length] : []).toEqual(['Partners: Hello', 4]);
    expect(nameReply({ kind: 'say', message }, { pipeline: one.inUse[0], pipelines: one })).toEqual({ kind: 'say', message });
  });
});
