import { localeFormat } from '../../format.ts';

const f = localeFormat('en');

/** What assistants, scripts and steps of workflows are told beside what everybody is. Names are safe text. */
export const api = {
  badInput: (fields: readonly string[]) => `I can't read these fields: ${f.list(fields)}. Nothing was changed.`,
  noSuchPipeline: (name: string) => `There is no pipeline "${name}". Nothing was changed.`,
  noSuchPerson: (name: string) => `I don't know "${name}" in this workspace. Nothing was changed.`,
  severalPeople: (names: readonly string[]) =>
    `Several people fit: ${f.list(names)}. Give the whole name, or the id that Slack has.`,
  noSuchTool: (name: string) => `There is no tool "${name}".`,
  noToken: 'This needs a personal token: make one in Slack with `/funnel token`.',
  badToken: 'This token opens nothing: it was taken back, or mistyped. Make one in Slack with `/funnel token`.',
  tooFast: (seconds: number) =>
    `That was too many requests. Try again in ${f.number(seconds)} ${f.plural(seconds, { one: 'second', many: 'seconds' })}.`,
  tooLarge: 'That is more than fits in one request. Nothing was changed.',
  notJson: 'The body is not JSON. Nothing was changed.',
  noOwner: 'This step does not know who runs it. Choose the person who started the workflow.',
};

export type ApiMessages = typeof api;
