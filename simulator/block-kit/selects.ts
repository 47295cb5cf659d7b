import { isDeepStrictEqual } from 'node:util';
import { boolean, type Check, integer, list, objectOfType, problem, type Rule, requireOneOf } from './check.ts';
import { choiceOption, confirm, conversationFilter, id, menuOption, optionGroup, placeholder } from './composition.ts';
import { recordsIn } from './json-record.ts';
import { LIMITS } from './limits.ts';

const shared = { action_id: id, confirm, focus_on_load: boolean };
const menu = { ...shared, placeholder };
const multiMenu = { ...menu, max_selected_items: integer({ min: 1 }) };
const staticOptions = {
  options: list(menuOption, { max: LIMITS.select.options }),
  option_groups: list(optionGroup, { max: LIMITS.select.groups }),
};
const eitherOptionsOrGroups = requireOneOf(['options', 'option_groups']);

/** The rule that what is chosen at first is one of the options in full: text, value and description. */
const initialAmongOptions: Rule = (record, pointer) => {
  const options = [
    ...recordsIn(record['options']),
    ...recordsIn(record['option_groups']).flatMap((group) => recordsIn(group['options'])),
  ];
  const isOffered = (chosen: unknown) => options.some((option) => isDeepStrictEqual(option, chosen));
  const misfit = (chosen: unknown, at: string) =>
    chosen === undefined || isOffered(chosen) ? [] : [problem('must equal one of the options in full', at)];
  const several = Array.isArray(record['initial_options']) ? record['initial_options'] : [];
  return [
    ...misfit(record['initial_option'], `${pointer}/initial_option`),
    ...several.flatMap((chosen, index) => misfit(chosen, `${pointer}/initial_options/${index}`)),
  ];
};

/** block-elements/select-menu-element: one choice. */
export const selects: { readonly [type: string]: Check } = {
  static_select: objectOfType(
    'static_select',
    { optional: { ...menu, ...staticOptions, initial_option: menuOption } },
    eitherOptionsOrGroups,
    initialAmongOptions,
  ),
  external_select: objectOfType('external_select', {
    optional: { ...menu, initial_option: menuOption, min_query_length: integer({ min: 0 }) },
  }),
  users_select: objectOfType('users_select', { optional: { ...menu, initial_user: id } }),
  conversations_select: objectOfType('conversations_select', {
    optional: {
      ...menu,
      initial_conversation: id,
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
    },
  }),
  channels_select: objectOfType('channels_select', { optional: { ...menu, initial_channel: id, response_url_enabled: boolean } }),
};

/** block-elements/multi-select-menu-element: several choices. */
export const multiSelects: { readonly [type: string]: Check } = {
  multi_static_select: objectOfType(
    'multi_static_select',
    { optional: { ...multiMenu, ...staticOptions, initial_options: list(menuOption, { max: LIMITS.select.options }) } },
    eitherOptionsOrGroups,
    initialAmongOptions,
  ),
  multi_external_select: objectOfType('multi_external_select', {
    optional: {
      ...multiMenu,
      initial_options: list(menuOption, { max: LIMITS.select.options }),
      min_query_length: integer({ min: 0 }),
    },
  }),
  multi_users_select: objectOfType('multi_users_select', { optional: { ...multiMenu, initial_users: list(id) } }),
  multi_conversations_select: objectOfType('multi_conversations_select', {
    optional: {
      ...multiMenu,
      initial_conversations: list(id),
      default_to_current_conversation: boolean,
      filter: conversationFilter,
    },
  }),
  multi_channels_select: objectOfType('multi_channels_select', { optional: { ...multiMenu, initial_channels: list(id) } }),
};

/** block-elements/radio-button-group-element and checkboxes-element. */
export const choices: { readonly [type: string]: Check } = {
  radio_buttons: objectOfType(
    'radio_buttons',
    { required: { options: list(choiceOption, { max: LIMITS.choices }) }, optional: { ...shared, initial_option: choiceOption } },
    initialAmongOptions,
  ),
  checkboxes: objectOfType(
    'checkboxes',
    {
      required: { options: list(choiceOption, { max: LIMITS.choices }) },
      optional: { ...shared, initial_options: list(choiceOption, { max: LIMITS.choices }) },
    },
    initialAmongOptions,
  ),
};
