import type { Demo } from '../start-demo.ts';

/** A second channel, in which people have said where they are: the bot is not in it. */
export function addGeneralChannel({ slack, people }: Demo): void {
  const general = slack.addChannel({ name: 'general', members: Object.values(people), withBot: false }).id;
  void slack
    .as(people.ewa)
    .writeMessage(
      general,
      'Welcome to our sample firm. Deals live in #sales: type `/deal` there, in any channel, or to Lejek itself.',
    );
  void slack.as(people.tomek).writeMessage(general, 'Po polsku też działa: `/szansa` i `/lejek`.');
}
