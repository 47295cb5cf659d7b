import type { Messages } from '../../../locale/messages.ts';
import { joinSafe, type SafeText, safe } from '../../../locale/safe-text.ts';
import { OPEN_TARGET_FORM } from '../funnel/plan/targets.ts';
import { OPEN_SETUP, RERUN_COMMAND, SHOW_RATES } from '../kit/action-ids.ts';
import { type ButtonSpec, buttons, type Message, textMessage } from '../kit/blocks.ts';
import { richText } from '../kit/text.ts';
import { SHOW_PEOPLE } from './people.ts';
import { SHOW_ALERTS } from './settings/channel-alerts.ts';
import { OPEN_LEAD_FORMS } from './settings/lead-forms.ts';
import { OPEN_PIPELINE } from './settings/pipeline-pages.ts';
import { OPEN_PIPELINES } from './settings/pipelines-pages.ts';
import { OPEN_RETENTION } from './settings/retention.ts';
import { OPEN_TEAMS } from './settings/teams-pages.ts';
import { SHOW_TOKENS } from './settings/tokens.ts';
import { OPEN_WEBHOOKS } from './settings/webhooks.ts';

/** Shows a page of the log; the value is where it begins. */
export const SHOW_AUDIT = 'audit.page';
/** Changes of a page. */
export const AUDIT_PER_PAGE = 12;

/** Where each entry of the index leads, in order: a new entry is a line here, its words, and its state. */
const ENTRIES = {
  channels: { id: OPEN_SETUP, value: 'setup' },
  pipelines: { id: OPEN_PIPELINES, value: 'all' },
  stages: { id: OPEN_PIPELINE, value: 'all' },
  people: { id: SHOW_PEOPLE, value: '0' },
  teams: { id: OPEN_TEAMS, value: '0' },
  rates: { id: SHOW_RATES, value: 'all' },
  alerts: { id: SHOW_ALERTS, value: 'all' },
  targets: { id: OPEN_TARGET_FORM, value: 'set' },
  tokens: { id: SHOW_TOKENS, value: 'all' },
  leads: { id: OPEN_LEAD_FORMS, value: 'all' },
  webhooks: { id: OPEN_WEBHOOKS, value: 'all' },
  log: { id: SHOW_AUDIT, value: '0' },
  data: { id: RERUN_COMMAND, value: '/funnel export' },
  retention: { id: OPEN_RETENTION, value: 'all' },
} as const satisfies Readonly<Record<string, Pick<ButtonSpec, 'id' | 'value'>>>;
type SettingsEntry = keyof typeof ENTRIES;
const isEntry = (name: string): name is SettingsEntry => name in ENTRIES;

/** What each entry is about and how it is set now. */
export type SettingsState = Readonly<Record<SettingsEntry, SafeText>>;

/** Every setting in one place, a line each, with the way to change it. @param first what was just done. */
export function settingsIndex(m: Messages, state: SettingsState): Message {
  return textMessage(
    m.audit.index.head,
    ...Object.keys(ENTRIES)
      .filter(isEntry)
      .flatMap((name) => [
        { ...richText(state[name]) },
        ...buttons({
          ...ENTRIES[name],
          id: `${ENTRIES[name].id}:${name}`,
          text: name === 'data' ? m.audit.index.export : m.audit.index.open,
        }),
      ]),
  );
}

/** One change of the log, as its reader reads it. */
export type AuditLine = Parameters<Messages['audit']['line']>[0];

/** A page of the log, the latest change first. */
export function auditLog(
  m: Messages,
  { lines, total, offset }: { readonly lines: readonly AuditLine[]; readonly total: number; readonly offset: number },
): Message {
  const head = m.audit.head(offset + 1, offset + lines.length, total);
  return textMessage(
    head,
    ...(lines.length === 0
      ? []
      : [
          richText(
            joinSafe(
              lines.map((line) => safe`${m.audit.line(line)}`),
              '\n',
            ),
          ),
        ]),
    ...buttons(
      offset > 0
        ? { id: `${SHOW_AUDIT}:newer`, text: m.dealActions.newer, value: `${Math.max(0, offset - AUDIT_PER_PAGE)}` }
        : undefined,
      offset + lines.length < total
        ? { id: `${SHOW_AUDIT}:older`, text: m.dealActions.older, value: `${offset + AUDIT_PER_PAGE}` }
        : undefined,
    ),
  );
}
