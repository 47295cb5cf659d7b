import { type JsonRecord, recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { usePage } from '../state/page-context.ts';
import { Link } from '../text/link.tsx';
import { plainWords, Text } from '../text/text.tsx';

/** The address at which the page's own server has a file, or `undefined` for a picture from elsewhere. */
function localFileUrl(image: JsonRecord): string | undefined {
  const file = recordIn(image, 'slack_file');
  const address = (file && stringIn(file, 'url')) ?? stringIn(image, 'image_url') ?? '';
  const id = (file && stringIn(file, 'id')) ?? /\/files-pri\/[^/]*-(?<id>F[A-Z0-9]+)\//u.exec(address)?.groups?.['id'];
  return id === undefined ? undefined : `/file/${id}`;
}

/** A picture; one that the app has drawn is shown in a dark variant on a dark page, see blocks.css. The page asks nobody else for anything, so one from elsewhere is named instead of shown. */
export function Picture({ of }: { readonly of: JsonRecord }) {
  const { words } = usePage();
  const alt = stringIn(of, 'alt_text') ?? '';
  const own = localFileUrl(of);
  if (own !== undefined) return <img class="drawn" src={own} alt={alt} />;
  const address = stringIn(of, 'image_url') ?? '';
  return (
    <span class="foreign-picture">
      <Link url={address}>
        {words.picture}: {alt || address}
      </Link>
    </span>
  );
}

export function ImageBlock({ block }: { readonly block: JsonRecord }) {
  const title = recordIn(block, 'title');
  return (
    <figure>
      {title !== undefined && (
        <figcaption>
          <Text of={title} />
        </figcaption>
      )}
      <Picture of={block} />
    </figure>
  );
}

export function Video({ block }: { readonly block: JsonRecord }) {
  const title = plainWords(recordIn(block, 'title')) || stringIn(block, 'alt_text') || '';
  const description = recordIn(block, 'description');
  return (
    <div class="video">
      <strong>
        ▶ <Link url={stringIn(block, 'title_url') ?? stringIn(block, 'video_url') ?? ''}>{title}</Link>
      </strong>
      {description !== undefined && (
        <p>
          <Text of={description} />
        </p>
      )}
      <small>{[stringIn(block, 'author_name'), stringIn(block, 'provider_name')].filter(Boolean).join(' · ')}</small>
    </div>
  );
}
