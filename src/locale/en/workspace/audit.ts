import type { PlainDate } from '../../../core/time/calendar.ts';
import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** The index of settings, and the log of who changed which. Names are safe text. */
export const audit = {
  head: (from: number, to: number, total: number) =>
    total === 0
      ? '*Changes of settings:* none yet'
      : `*Changes of settings:* ${f.number(from)}–${f.number(to)} of ${f.number(total)}, the latest first`,
  line: ({ on, time, who, what, isUndone }: { on: PlainDate; time: string; who: string; what: string; isUndone: boolean }) =>
    `${f.date(on)}, ${time} · ${who} · ${what}${isUndone ? ' (undone)' : ''}`,
  unreadable: 'a change that this version cannot show',
  adminsOnly: (admins: readonly string[]) =>
    admins.length === 0
      ? 'There is no admin yet: save `/funnel setup`, and you can read this log.'
      : `Only an admin can read this log (${f.list(admins)}).`,
  open: 'Change log',
  /** The index of settings: what each is about and how it is set now. */
  index: {
    head: '*Settings*',
    open: 'Open',
    export: 'Export',
    data: '*Data*\nall of it in one file, by direct message; to import, send me a file there',
    channels: (channels: readonly string[]) =>
      `*Channel, time, language, fiscal year*\n${channels.length === 0 ? 'no channel yet' : f.list(channels)}`,
    pipelines: (names: readonly string[]) => `*Pipelines*\n${f.list(names)}`,
    stages: (pipeline: string, count: number) => `*Stages and lost reasons*\n${pipeline}: ${f.number(count)} stages`,
    people: (members: number, admins: readonly string[]) =>
      `*People and roles*\n${f.number(members)} here · ${f.plural(admins.length, { one: 'admin', many: 'admins' })}: ${f.list(admins)}`,
    teams: (count: number, without: number) =>
      `*Teams*\n${count === 0 ? 'none' : `${f.number(count)} · ${without === 0 ? 'everybody is in one' : `${f.number(without)} ${f.plural(without, { one: 'person', many: 'people' })} in none`}`}`,
    rates: (currency: string, count: number, lacking: readonly string[]) =>
      `*Exchange rates*\ntotals in ${currency}, ${f.number(count)} ${f.plural(count, { one: 'rate', many: 'rates' })}${lacking.length === 0 ? '' : ` · none for ${f.list(lacking)}`}`,
    alerts: (limited: number, channels: number) =>
      `*Alerts*\n${limited === 0 ? 'all on' : `${f.number(limited)} of ${f.number(channels)} ${f.plural(channels, { one: 'channel', many: 'channels' })} with less than all`}`,
    targets: (count: number) => `*Targets*\n${count === 0 ? 'none set' : `${f.number(count)} set for this year`}`,
    tokens: (count: number) => `*Tokens for assistants and scripts*\n${count === 0 ? 'none' : `${f.number(count)} in force`}`,
    leads: (count: number) =>
      `*Leads from forms*\n${count === 0 ? 'no address' : `${f.number(count)} ${f.plural(count, { one: 'address', many: 'addresses' })}`}`,
    webhooks: (count: number, off: number) =>
      `*Webhooks*\n${count === 0 ? 'no address' : `${f.number(count)} ${f.plural(count, { one: 'address', many: 'addresses' })}${off === 0 ? '' : ` · ${f.number(off)} off`}`}`,
    retention: (rule: string) => `*How long data stay*\n${rule}`,
    log: (when: string | undefined) => `*Change log*\n${when === undefined ? 'nothing changed yet' : `last change ${when}`}`,
  },
};

export type AuditMessages = typeof audit;
