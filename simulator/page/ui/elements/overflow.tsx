import { recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { Menu } from '../shell/menu.tsx';
import { usePage } from '../state/page-context.ts';
import { type PlacedElementProps, toChoice } from './placed-element.ts';
import { useElement } from './use-element.ts';

/** A menu behind three dots. */
export function Overflow(placed: PlacedElementProps) {
  const { words } = usePage();
  const { use, isBusy } = useElement(placed);
  const items = recordsIn(placed.element['options']).map((option) => {
    const { value, words: name, description } = toChoice(option);
    const url = stringIn(option, 'url');
    const pick = () => {
      if (url !== undefined && /^https?:/iu.test(url)) open(url, '_blank', 'noopener,noreferrer');
      void use(value);
    };
    return { name, pick, ...(description === undefined ? {} : { hint: description }) };
  });
  return <Menu label={words.more} face="⋯" items={items} isDisabled={isBusy} />;
}
