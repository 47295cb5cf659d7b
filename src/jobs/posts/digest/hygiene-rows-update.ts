import { z } from 'zod';
import type { Deal } from '../../../core/deal/deal.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { withRenamedFields } from '../../../platform/renamed-fields.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import { definePost } from '../kit/define-post.ts';
import { loadSentPost } from '../kit/in-thread.ts';
import { hygieneRowsPost, hygieneRowsView, loadHygieneRowsShown } from './hygiene-rows.ts';

/** `rows`: key of the post with the rows; `deal`: with the version that the change made. */
type KeyParts = { readonly rows: string; readonly deal: Pick<Deal, 'number' | 'version'> };

const key = ({ rows, deal }: KeyParts): string => `tidied/${rows}/${deal.number}/${deal.version}`;

type RowsUpdate = { readonly rows: Delivery; readonly deal: Pick<Deal, 'number' | 'version'>; readonly at: Instant };

/** The rows of a digest that ask about dates, shown anew after a deal changed. */
export const hygieneRowsUpdatePost = definePost({
  kind: 'digest-tidied',
  schema: withRenamedFields({ tidyKey: 'rowsKey' }, z.object({ rowsKey: z.string() })),
  key,
  draft: ({ rows, deal, at }: RowsUpdate) => ({
    key: key({ rows: rows.key, deal }),
    target: rows.target,
    subject: rows.key,
    payload: { rowsKey: rows.key },
    notBefore: at,
  }),
  prepare: async (sending, { rowsKey }) => {
    const sent = await loadSentPost(sending, rowsKey);
    if (sent.kind === 'drop') return sent;
    const payload = hygieneRowsPost.read(sent.post);
    if (payload === undefined) return { kind: 'unreadable' };
    const shown = await loadHygieneRowsShown(sending, payload, sent.post.key);
    return { kind: 'update', channel: sent.channel, ts: sent.ts, m: LANGUAGES[payload.language], shown };
  },
  view: (m, shown) => [hygieneRowsView(m, shown)],
});
