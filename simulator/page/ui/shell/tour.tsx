import type { ChannelCard } from '../../protocol.ts';
import { drafts } from '../state/draft.ts';
import { usePage } from '../state/page-context.ts';
import { spend, useTour } from '../state/tour.ts';

/** Commands to begin with, above the composer; each goes away when it is used. */
export function Tour({ channel }: { readonly channel: ChannelCard }) {
  const { world, words } = usePage();
  const lines = useTour(world.about.tour);
  if (lines.length === 0) return null;
  return (
    <>
      <p class="what">{words.what}</p>
      <div class="tour">
        <span>{words.tryThis}</span>
        {lines.map((line) => (
          <button key={line} type="button" class="chip" onClick={() => drafts.emit({ channel: channel.id, line })}>
            {line}
          </button>
        ))}
        <button type="button" class="quiet" aria-label={words.noTour} title={words.noTour} onClick={() => spend(lines)}>
          ✕
        </button>
      </div>
    </>
  );
}
