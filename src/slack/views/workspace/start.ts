import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { ChannelId } from '../../../core/ids.ts';
import { LANGUAGE_CODES, type Language } from '../../../core/people/language.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import { LANGUAGE_NAMES } from '../../../locale/languages.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { OPEN_START } from '../kit/action-ids.ts';
import { buttons, contextLine, field, type Message, modal, option, plainText } from '../kit/blocks.ts';
import { defineFormData } from '../kit/form-data.ts';
import { literal, notificationText, richText } from '../kit/text.ts';
import { CURRENCIES, select, zoneOption } from './settings/setup-form.ts';

/** Callback id of the form; names of its fields. */
export const START_FORM = 'start.save';
export const START_FIELDS = {
  channel: 'channel',
  line: 'line',
  zone: 'setup.zone',
  language: 'language',
  currency: 'currency',
} as const;

/** What the form holds: the currency that was proposed. A currency named in the line counts before one that nobody chose. */
export const startFormData = defineFormData(z.object({ proposed: z.string() }), () => ({ proposed: '' }));

/** What the form is filled with. */
export type StartValues = {
  /** Undefined: the conversation that the person is in. */
  readonly channelId: ChannelId | undefined;
  readonly timeZone: string;
  readonly language: Language;
  readonly currency: string;
  /** No deal was made yet, so totals may still change their currency. */
  readonly currencyOpen: boolean;
};

/** The first words to whoever comes first: what this is, and the one thing to do. */
export function startBlocks(m: Messages, { stages }: Pick<Pipeline, 'stages'>): readonly KnownBlock[] {
  const first = stages.find(({ kind }) => kind === 'open');
  const last = stages.find(({ kind }) => kind === 'won');
  const ready = m.start.ready(literal(first?.shortName ?? ''), literal(last?.shortName ?? ''));
  return [
    richText(joinSafe([m.start.intro, ready, m.start.next], '\n')),
    ...buttons({ id: OPEN_START, text: m.start.button, value: 'start', style: 'primary' }),
    contextLine(m.start.manners),
  ];
}

export const startMessage = (m: Messages, pipeline: Pick<Pipeline, 'stages'>): Message => ({
  text: notificationText(m.start.intro, 300),
  blocks: startBlocks(m, pipeline),
});

/** The one form of the first minutes: where Lejek writes, a first deal, and what Slack knows of the person as a proposal. */
export function startForm(m: Messages, { channelId, timeZone, language, currency, currencyOpen }: StartValues): ModalView {
  const s = m.start;
  const languages = LANGUAGE_CODES.map((code) => option(LANGUAGE_NAMES[code], code));
  const currencies = [...new Set<string>([currency, ...CURRENCIES])].map((code) => option(literal(code), code));
  return modal({
    id: START_FORM,
    title: s.title,
    submit: s.submit,
    close: m.common.cancel,
    data: startFormData.encode({ proposed: currency }),
    blocks: [
      field(START_FIELDS.channel, s.channel, {
        type: 'conversations_select',
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(channelId === undefined ? { default_to_current_conversation: true } : { initial_conversation: channelId }),
        optional: true,
        hint: s.channelHint,
      }),
      field(START_FIELDS.line, s.line, {
        type: 'plain_text_input',
        max_length: 300,
        placeholder: plainText(s.lineExample(literal(currency)), 150),
        focus_on_load: true,
        optional: true,
        hint: s.lineHint,
      }),
      field(START_FIELDS.zone, m.setup.zone, {
        type: 'external_select',
        min_query_length: 0,
        placeholder: plainText(m.setup.zonePlaceholder, 150),
        initial_option: zoneOption(timeZone),
      }),
      field(START_FIELDS.language, m.setup.language, select(languages, language)),
      ...(currencyOpen
        ? [field(START_FIELDS.currency, m.setup.currency, { ...select(currencies, currency), hint: m.setup.currencyHint })]
        : []),
    ],
  });
}
