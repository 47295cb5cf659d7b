import { z } from 'zod';
import type { PageOptions } from './page-options.ts';

const times = z.number().int().positive().max(1000).default(1);

/** What a test does to the workspace itself over HTTP: everything that no person at a Slack client can do. */
const controlSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('addUser'),
    name: z.string().min(1),
    realName: z.string().optional(),
    locale: z.string().optional(),
    tz: z.string().optional(),
  }),
  z.object({
    do: z.literal('addChannel'),
    name: z.string().min(1),
    members: z.array(z.string()).optional(),
    isPrivate: z.boolean().optional(),
    withBot: z.boolean().optional(),
  }),
  /** Without a user: the app's bot. */
  z.object({ do: z.literal('invite'), channel: z.string(), user: z.string().optional(), inviter: z.string().optional() }),
  z.object({ do: z.literal('remove'), channel: z.string(), user: z.string().optional() }),
  z.object({ do: z.literal('archive'), channel: z.string() }),
  z.object({ do: z.literal('deactivate'), user: z.string() }),
  z.object({ do: z.literal('moveClock'), to: z.number().int() }),
  /** The next calls of a method fail: with an error of Slack, by "too many requests", or late. */
  z.object({ do: z.literal('fail'), method: z.string(), error: z.string(), times }),
  z.object({ do: z.literal('rateLimit'), method: z.string(), retryAfterSeconds: z.number().min(0), times }),
  z.object({ do: z.literal('delay'), method: z.string(), ms: z.number().min(0), times }),
  z.object({ do: z.literal('outage'), on: z.boolean() }),
]);

type Control = z.infer<typeof controlSchema>;

/** What came of it: the id of what was made, or why nothing was done. */
export type ControlAnswer = { readonly id?: string; readonly problem?: string };

/** Carries out a control that came as JSON. Mistakes come back as sentences. */
export async function performControl(options: PageOptions, body: unknown): Promise<ControlAnswer> {
  const read = controlSchema.safeParse(body);
  if (!read.success) return { problem: z.prettifyError(read.error) };
  try {
    return await carryOut(options, read.data);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Without what was left out: an optional field is either there or not. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

async function carryOut({ slack, clock }: PageOptions, control: Control): Promise<ControlAnswer> {
  switch (control.do) {
    case 'addUser': {
      const { do: _, ...user } = control;
      return { id: slack.addUser(given(user)).id };
    }
    case 'addChannel': {
      const { do: _, ...channel } = control;
      return { id: slack.addChannel(given(channel)).id };
    }
    case 'invite':
      slack.inviteToChannel(control.channel, control.user ?? slack.botUserId, control.inviter);
      return {};
    case 'remove':
      slack.removeFromChannel(control.channel, control.user ?? slack.botUserId);
      return {};
    case 'archive':
      slack.archiveChannel(control.channel);
      return {};
    case 'deactivate':
      slack.deactivate(control.user);
      return {};
    case 'moveClock':
      if (clock === undefined) return { problem: 'This workspace runs on real time.' };
      await clock.moveTo(control.to);
      return {};
    case 'fail':
      slack.faults.failWith(control.method, control.error, control.times);
      return {};
    case 'rateLimit':
      slack.faults.rateLimit(control.method, control);
      return {};
    case 'delay':
      slack.faults.delay(control.method, control.ms, control.times);
      return {};
    case 'outage':
      slack.faults.outage(control.on);
      return {};
  }
}
