import { recordsIn, stringIn } from '../../../block-kit/json.ts';
import { Menu } from '../shell/menu.tsx';
import { usePage } from '../state/page-context.ts';
import { choiceOf, type Placed } from './placed.ts';
import { useElement } from './use-entry.ts';

/** A menu behind three dots. */
export function Overflow(placed: Placed) {
  const { words } = usePage();
  const { use, isBusy } = useElement(placed);
  const items = recordsIn(placed.element['options']).map((option) => {
    const { value, words: name, description } = choiceOf(option);
    const url = stringIn(option, 'url');
    const pick = () => {
      if (url !== undefined && /^https?:/iu.test(url)) open(url, '_blank', 'noopener,noreferrer');
      void use(value);
    };
    return { name, pick, ...(description === undefined ? {} : { hint: description }) };
  });
  return <Menu label={words.more} face="⋯" items={items} isDisabled={isBusy} />;
}
