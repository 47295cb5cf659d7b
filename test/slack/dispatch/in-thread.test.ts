import { expect, it } from 'vitest';
import { sevenStagePipeline } from '../../../src/core/pipeline/pipeline-templates.ts';
import { insertThreadDeal } from '../../../src/slack/dispatch/insert-thread-deal.ts';
import { ROUTES } from '../../../src/slack/listeners/all.ts';

const pipeline = sevenStagePipeline('p', 'en', 'EUR');
const handlers = new Map(Object.entries({ ...ROUTES.funnelCommands, ...ROUTES.dealCommands }));

it.each([
  ['advance', '', 'D-7'],
  ['advance', 'bielik', 'bielik'],
  ['why', '', 'D-7'],
  ['note', 'they called', 'D-7: they called'],
  ['note', 'D-9 they called', 'D-9 they called'],
  ['note', '5 of them', 'D-7: 5 of them'],
  ['note', '', 'D-7'],
  ['lost', 'too expensive', 'D-7: too expensive'],
  ['move', 'to offer', 'D-7 to offer'],
  ['move', 'offer because they asked', 'D-7 offer because they asked'],
  ['move', 'bielik to offer', 'bielik to offer'],
  ['assign', '<@U1>', 'D-7 <@U1>'],
  ['assign', 'do <@U1|anna>', 'D-7 do <@U1|anna>'],
  ['assign', 'bielik <@U1>', 'bielik <@U1>'],
  ['assign', 'to anna', 'D-7 to anna'],
  ['assign', 'bielik to anna', 'bielik to anna'],
  ['won', '', 'D-7'],
  ['won', '15k', 'D-7 15k'],
  ['won', 'for 15k', 'D-7 for 15k'],
  ['won', '15 tys. zł', 'D-7 15 tys. zł'],
  ['won', '15k gross', 'D-7 15k gross'],
  ['won', 'bielik', 'bielik'],
  ['won', 'bielik 15k', 'bielik 15k'],
  ['list', '', ''],
  ['new', 'Acme', 'Acme'],
  ['other', 'bielik', 'bielik'],
  ['constructor', '', ''],
])('%s "%s" is about "%s"', (word, rest, about) => {
  expect(insertThreadDeal(handlers.get(word)?.takesDeal ?? null, rest, { number: 7, pipeline })).toBe(about);
});
