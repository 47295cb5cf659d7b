import type { ChannelInfo } from '../../protocol.ts';
import { composerDrafts } from '../state/composer-drafts.ts';
import { usePage } from '../state/page-context.ts';
import { markTourUsed, useTour } from '../state/tour.ts';

/** Commands to begin with, above the composer; each goes away when it is used. */
export function Tour({ channel }: { readonly channel: ChannelInfo }) {
  const { world, words } = usePage();
  const lines = useTour(world.about.tour);
  if (lines.length === 0) return null;
  return (
    <>
      <p class="what">{words.what}</p>
      <div class="tour">
        <span>{words.tryThis}</span>
        {lines.map((line) => (
          <button key={line} type="button" class="chip" onClick={() => composerDrafts.emit({ channel: channel.id, line })}>
            {line}
          </button>
        ))}
        <button type="button" class="quiet" aria-label={words.noTour} title={words.noTour} onClick={() => markTourUsed(lines)}>
          ✕
        </button>
      </div>
    </>
  );
}
