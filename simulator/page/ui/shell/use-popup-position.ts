import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

const MARGIN = 8;

type PopupPosition = {
  readonly left: string;
  readonly top: string;
  readonly bottom: string;
  readonly minWidth: string;
  readonly maxHeight: string;
};
const HIDDEN: PopupPosition = { left: '0', top: '-9999px', bottom: 'auto', minWidth: '0', maxHeight: 'none' };

/** Where a popup stands beside what opens it: below, or above where there is more room; always inside the window. */
export function usePopupPosition(
  anchor: RefObject<HTMLElement | null>,
  popup: RefObject<HTMLElement | null>,
  isOpen: boolean,
  content?: unknown,
): PopupPosition {
  const [spot, setSpot] = useState(HIDDEN);
  useLayoutEffect(() => {
    if (!isOpen || anchor.current === null || popup.current === null) return;
    const place = () => {
      const from = anchor.current?.getBoundingClientRect();
      const size = popup.current?.getBoundingClientRect();
      if (from === undefined || size === undefined) return;
      const below = innerHeight - from.bottom - MARGIN;
      const above = from.top - MARGIN;
      const height = popup.current?.scrollHeight ?? size.height;
      const isBelow = height + 4 <= below || below >= above;
      const room = Math.max(80, isBelow ? below : above) - 4;
      const left = Math.max(MARGIN, Math.min(from.left, innerWidth - size.width - MARGIN));
      const beside = isBelow
        ? { top: `${from.bottom + 4}px`, bottom: 'auto' }
        : { top: 'auto', bottom: `${innerHeight - from.top + 4}px` };
      setSpot({
        left: `${left}px`,
        ...beside,
        minWidth: `${Math.min(from.width, innerWidth - 2 * MARGIN)}px`,
        maxHeight: `${Math.min(room, 360)}px`,
      });
    };
    place();
    addEventListener('resize', place);
    addEventListener('scroll', place, true);
    return () => {
      removeEventListener('resize', place);
      removeEventListener('scroll', place, true);
    };
  }, [isOpen, anchor, popup, content]);
  return isOpen ? spot : HIDDEN;
}
