import { offersConversation } from '../../../block-kit/conversation-filter.ts';
import { type JsonRecord, recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import type { ElementState } from '../../../state/entities.ts';
import { usePage } from '../state/page-context.ts';
import { inputState, useSurface } from '../state/surface.ts';
import type { World } from '../state/world.ts';
import { plainWords } from '../text/text.tsx';
import { Combobox } from './combobox.tsx';
import { accessibleName, type Choice, elementAddress, menuChoices, type PlacedElementProps, toChoice } from './placed-element.ts';
import { useDraft } from './use-draft.ts';
import { useElement } from './use-element.ts';

/** A client asks the app only from this length on, unless the element says otherwise. Source: docs.slack.dev, external select. */
const DEFAULT_MIN_QUERY_LENGTH = 3;

const people = (world: World): readonly Choice[] =>
  world.people
    .filter(({ deleted }) => !deleted)
    .map(({ id, realName, name }) => ({ value: id, words: realName, description: `@${name}` }));

const channels = (world: World): readonly Choice[] =>
  world.channels.filter(({ kind }) => kind !== 'im').map(({ id, name }) => ({ value: id, words: `#${name}` }));

/** Channels and people, as far as the menu's filter takes them. */
function conversations(element: JsonRecord, world: World): readonly Choice[] {
  const offered = channels(world).filter(({ value }) => {
    const channel = world.channels.find(({ id }) => id === value);
    return channel !== undefined && offersConversation(element, { ...channel, isBot: false });
  });
  return offersConversation(element, { kind: 'im', isExtShared: false, isBot: false }) ? [...offered, ...people(world)] : offered;
}

/** The choices that the client itself knows; `undefined` where it has to ask the app. */
function knownChoices(type: string, element: JsonRecord, world: World): readonly Choice[] | undefined {
  if (type.endsWith('external_select')) return undefined;
  if (type.endsWith('users_select')) return people(world);
  if (type.endsWith('channels_select')) return channels(world);
  if (type.endsWith('conversations_select')) return conversations(element, world);
  return menuChoices(element);
}

/** What is chosen: options with their words, or ids. */
function chosenValues(state: ElementState | undefined): readonly (Choice | string)[] {
  const held = Object.entries(state ?? {}).find(([field]) => field.startsWith('selected_'))?.[1];
  const all: readonly unknown[] = Array.isArray(held) ? held : [held];
  const options = recordsIn(all).map((option) => toChoice(option));
  return [...options, ...all.filter((each): each is string => typeof each === 'string')];
}

/** A menu of any kind: of its own options, of people, of channels, or of what the app offers for what is typed. */
export function Select(placed: PlacedElementProps) {
  const { element, id, describedBy, isInvalid = false } = placed;
  const { act, world } = usePage();
  const surface = useSurface();
  const { use, isBusy } = useElement(placed);
  const address = elementAddress(placed);
  const type = stringIn(element, 'type') ?? '';
  const known = knownChoices(type, element, world);
  const all = [...people(world), ...channels(world)];
  const named = (each: Choice | string): Choice =>
    typeof each === 'string' ? (all.find(({ value }) => value === each) ?? { value: each, words: each }) : each;
  const [chosen, setChosen] = useDraft<readonly Choice[]>(
    chosenValues(inputState(surface, address.blockId, address.actionId)).map(named),
  );
  const isMany = type.startsWith('multi_');
  const shortest = typeof element['min_query_length'] === 'number' ? element['min_query_length'] : DEFAULT_MIN_QUERY_LENGTH;
  const ask = async (typed: string): Promise<readonly Choice[]> => {
    const { options = [] } = await act({ do: 'suggest', at: surface.at, ...address, typed });
    return options.map(({ text, value, description }) => ({ value, words: text, ...(description ? { description } : {}) }));
  };
  return (
    <Combobox
      name={accessibleName(placed)}
      placeholder={plainWords(recordIn(element, 'placeholder'))}
      chosen={chosen}
      source={known === undefined ? { ask, minQueryLength: shortest } : { choices: known }}
      isMany={isMany}
      isBusy={isBusy}
      isInvalid={isInvalid}
      isCompact={placed.block['type'] !== 'input'}
      canClear={placed.block['type'] === 'input' && placed.block['optional'] === true}
      {...(id === undefined ? {} : { id })}
      {...(describedBy === undefined ? {} : { describedBy })}
      onChange={(choices) => {
        setChosen(choices);
        const values = choices.map(({ value }) => value);
        void use(isMany ? values : (values[0] ?? '')).then((isDone) => !isDone && setChosen(null));
      }}
    />
  );
}
