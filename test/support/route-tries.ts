import { ROUTES } from '../../src/slack/listeners/all.ts';
import type { Press, Reply, RequestContext } from '../../src/slack/request/flow.ts';
import type { Form } from '../../src/slack/request/form.ts';

/** Whether the last listener looked at what came with the press: one that does not need not be tried with every value. */
export type PressWatch = { wasRead: boolean };

const watchedPress = (value: string, form: Form, watch: PressWatch): Press => {
  watch.wasRead = false;
  const read = <Part>(part: Part): Part => {
    watch.wasRead = true;
    return part;
  };
  return {
    get value() {
      return read(value);
    },
    get suffix() {
      return read(value);
    },
    get form() {
      return read(form);
    },
    get data() {
      return read(value);
    },
  };
};

/** A listener by its kind and name, run with a value. */
export type RouteTry = readonly [string, (context: RequestContext, value: string) => Promise<unknown>];

/** Every listener that takes an id from outside. @param form what every form holds that is submitted. */
export function listRouteTries(form: Form, watch: PressWatch): readonly RouteTry[] {
  return [
    ...[...ROUTES.buttons].map(([id, { run }]) => {
      const press = (context: RequestContext, value: string) => run(context, watchedPress(value, form, watch));
      return [`button ${id}`, press] as const;
    }),
    ...[...ROUTES.forms].map(([id, run]) => {
      const submit = (context: RequestContext, value: string): Promise<Reply> => run(context, form, value);
      return [`form ${id}`, submit] as const;
    }),
    ...[...ROUTES.options].map(([id, run]) => [`select ${id}`, run] as const),
    ...[...ROUTES.shortcuts].map(([id, run]) => {
      const use = (context: RequestContext, value: string): Promise<Reply> => run(context, { text: value, link: null });
      return [`shortcut ${id}`, use] as const;
    }),
    ...[...Object.entries(ROUTES.dealCommands), ...Object.entries(ROUTES.funnelCommands)].map(
      ([word, { run }]) => [`word ${word}`, run] as const,
    ),
  ];
}
