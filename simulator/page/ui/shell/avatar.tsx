import { usePage } from '../state/page-context.ts';
import { personById } from '../state/world.ts';

const HUES = 8;

/** The same hue for the same person, whatever their id. */
const avatarHue = (name: string) => [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;

/** A person's initials on their colour; the app has a funnel. */
export function Avatar({ id, size = 'normal' }: { readonly id: string; readonly size?: 'small' | 'normal' }) {
  const { world } = usePage();
  const person = personById(world, id);
  if (person?.isBot === true)
    return (
      <span class={`avatar bot ${size}`} aria-hidden="true">
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M4 5h16l-6 7.5V19l-4 1.6v-8.1z" />
        </svg>
      </span>
    );
  const name = person?.realName ?? '?';
  const initials = name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('');
  return (
    <span class={`avatar hue-${avatarHue(person?.name ?? id)} ${size}`} aria-hidden="true">
      {initials}
    </span>
  );
}
