import { type JsonRecord, stringIn } from '../../../block-kit/json-record.ts';

const formatSize = (bytes: unknown) => {
  const size = typeof bytes === 'number' ? bytes : 0;
  return size < 1024 ? `${size} B` : `${Math.round(size / 1024)} KB`;
};

/** Files of a message: pictures to look at, others to save. */
export function Files({ files }: { readonly files: readonly JsonRecord[] }) {
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file) => {
        const id = stringIn(file, 'id') ?? '';
        const name = stringIn(file, 'title') ?? stringIn(file, 'name') ?? id;
        const isPicture = stringIn(file, 'mimetype')?.startsWith('image/') === true;
        return (
          <li key={id}>
            <a href={`/file/${id}`} target="_blank" rel="noreferrer">
              {name} <small>{formatSize(file['size'])}</small>
            </a>
            {isPicture && <img src={`/file/${id}`} alt={stringIn(file, 'alt_txt') ?? name} />}
          </li>
        );
      })}
    </ul>
  );
}
