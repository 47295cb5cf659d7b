import type { ModalView } from '@slack/types';
import { z } from 'zod';
import {
  ALERT_CLASSES,
  type AlertClass,
  type AlertRule,
  type AlertTally,
  alertRule,
  type ChannelAlerts,
} from '../../../../core/funnel/channel-alerts.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, type SafeText } from '../../../../locale/safe-text.ts';
import { field, type Message, modal, option, row, textMessage } from '../../kit/blocks.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { literal, richText } from '../../kit/text.ts';

/** Shows what each channel gets; opens the form of one, the value is its subscription. */
export const SHOW_ALERTS = 'alerts.show';
export const OPEN_ALERTS = 'alerts.open';
/** Callback id of the form; the names of its fields, by class. */
export const ALERTS_FORM = 'alerts.save';
export const alertFields = (of: AlertClass) => ({ rule: `${of}.rule`, from: `${of}.from`, to: `${of}.to` });

export const alertsFormData = defineFormData(z.object({ subscriptionId: z.string() }));

/** Channels that a message lists. */
const MAX_CHANNELS = 40;
/** Offered where no hours were chosen. */
const OFFICE_HOURS = { from: '09:00', to: '17:00' } as const;

/** How a rule is said. */
const ruleText = (m: Messages, rule: AlertRule): SafeText =>
  rule.kind === 'hours' ? m.channelAlerts.hours(m.f.clock(rule.from), m.f.clock(rule.to)) : m.channelAlerts[rule.kind];

/** Every class with how it is set in a channel. */
export const ruleTexts = (m: Messages, alerts: ChannelAlerts) =>
  ALERT_CLASSES.map((each) => [m.channelAlerts.class[each], ruleText(m, alertRule(alerts, each))] as const);

/** A channel as sentences name it; of several pipelines with the pipeline's. */
export const channelText = (channelName: string): SafeText => literal(`#${channelName}`, 60);

type ShownChannel = { readonly id: string; readonly name: string; readonly alerts: ChannelAlerts };

/** What each channel gets, a row each with the way to change it. */
export function alertList(m: Messages, channels: readonly ShownChannel[]): Message {
  const more = channels.length - MAX_CHANNELS;
  return textMessage(
    channels.length === 0 ? m.channelAlerts.noChannel : m.channelAlerts.head,
    ...channels.slice(0, MAX_CHANNELS).map(({ id, name, alerts }, index) =>
      row(m.channelAlerts.line(channelText(name), ruleTexts(m, alerts)), {
        id: `${OPEN_ALERTS}:${index}`,
        text: m.channelAlerts.change,
        value: id,
      }),
    ),
    ...(more > 0 ? [richText(m.lists.more(more))] : []),
  );
}

/** What a channel wants of each class, with what that would have posted and what came of it. */
export function alertsForm(
  m: Messages,
  { id, name, alerts }: ShownChannel,
  tallies: Readonly<Record<AlertClass, AlertTally>>,
): ModalView {
  const words = m.channelAlerts;
  const choices = (['on', 'off', 'hours'] as const).map((kind) => option(words.choice[kind], kind));
  return modal({
    id: ALERTS_FORM,
    title: words.title,
    submit: words.save,
    close: m.common.cancel,
    data: alertsFormData.encode({ subscriptionId: id }),
    blocks: [
      richText(words.intro(channelText(name))),
      ...ALERT_CLASSES.flatMap((each) => {
        const rule = alertRule(alerts, each);
        const fields = alertFields(each);
        const hours = rule.kind === 'hours' ? rule : OFFICE_HOURS;
        const { lastWeek, posted, acted } = tallies[each];
        const initial = choices.find(({ value }) => value === rule.kind);
        return [
          field(fields.rule, words.class[each], {
            type: 'static_select',
            options: choices,
            ...(initial === undefined ? {} : { initial_option: initial }),
            hint: joinSafe([words.lastWeek(lastWeek), words.posted(posted, acted)], ' '),
          }),
          field(fields.from, words.from(words.class[each]), { type: 'timepicker', initial_time: hours.from, optional: true }),
          field(fields.to, words.to(words.class[each]), { type: 'timepicker', initial_time: hours.to, optional: true }),
        ];
      }),
    ],
  });
}
