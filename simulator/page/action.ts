import { z } from 'zod';

const place = z.union([z.object({ view: z.string() }), z.object({ channel: z.string(), ts: z.string() })]);
const element = { at: place, blockId: z.string(), actionId: z.string() };
const file = z.object({ name: z.string().min(1).max(255), base64: z.string() });
const entry = z.union([z.string(), z.array(z.string()), z.null()]);

/** What a person does on the page, as it is posted. `at` names the modal, Home tab or message in which an element sits. */
export const actionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('command'), channel: z.string(), line: z.string().max(12_000) }),
  z.object({
    do: z.literal('say'),
    channel: z.string(),
    text: z.string().max(12_000),
    threadTs: z.string().optional(),
    files: z.array(file).max(10).optional(),
  }),
  /** `select`: what is chosen in a menu, or the text of an input that is sent by Enter. `side`: which of two feedback buttons. */
  z.object({
    do: z.literal('click'),
    ...element,
    select: z.union([z.string(), z.array(z.string())]).optional(),
    side: z.enum(['positive', 'negative']).optional(),
  }),
  z.object({ do: z.literal('fill'), ...element, entry }),
  z.object({ do: z.literal('suggest'), ...element, typed: z.string().max(1000) }),
  z.object({ do: z.literal('complete'), line: z.string().max(1000) }),
  z.object({ do: z.literal('submit'), view: z.string() }),
  z.object({ do: z.literal('close'), view: z.string() }),
  z.object({ do: z.literal('closeAll') }),
  z.object({ do: z.literal('messageShortcut'), callbackId: z.string(), channel: z.string(), ts: z.string() }),
  z.object({ do: z.literal('globalShortcut'), callbackId: z.string() }),
  z.object({ do: z.literal('openHome'), tab: z.enum(['home', 'messages']) }),
  z.object({ do: z.literal('read'), channel: z.string(), ts: z.string() }),
  z.object({ do: z.literal('edit'), channel: z.string(), ts: z.string(), text: z.string().min(1).max(12_000) }),
  z.object({ do: z.literal('delete'), channel: z.string(), ts: z.string() }),
  z.object({ do: z.literal('react'), channel: z.string(), ts: z.string(), name: z.string().regex(/^[\w+-]{1,60}$/u) }),
  z.object({ do: z.literal('upload'), ...file.shape }),
  /** Moves the demo's clock forward to an instant, ms since the epoch. */
  z.object({ do: z.literal('moveClock'), to: z.number().int() }),
  z.object({ do: z.literal('reset'), to: z.enum(['sample', 'empty']) }),
]);

export type Action = z.infer<typeof actionSchema>;
export type ElementPlace = z.infer<typeof place>;
