import { type JsonRecord, recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { Link } from '../text/link.tsx';
import { RichText } from '../text/rich-text.tsx';
import { Text } from '../text/text.tsx';

type Props = { readonly block: JsonRecord };

const ALERT_SIGNS: { readonly [level: string]: string } = { info: 'ℹ', warning: '⚠', error: '✖', success: '✔' };
const TASK_SIGNS: { readonly [status: string]: string } = { pending: '○', in_progress: '◐', complete: '✔', error: '✖' };

const signFor = (signs: { readonly [name: string]: string }, name: string, other: string) =>
  Object.hasOwn(signs, name) ? signs[name] : other;

export function Alert({ block }: Props) {
  const level = stringIn(block, 'level') ?? 'default';
  return (
    <div class={`alert alert-${level}`}>
      <span aria-hidden="true">{signFor(ALERT_SIGNS, level, '•')}</span>
      <div class="text">
        <Text of={recordIn(block, 'text')} />
      </div>
    </div>
  );
}

/** A step of an agent's work: its status, its title, what it did and where it read. */
export function TaskCard({ block }: Props) {
  const status = stringIn(block, 'status') ?? '';
  const notes = recordsIn([block['details'], block['output']]);
  return (
    <div class={`task task-${status}`}>
      <span aria-hidden="true">{signFor(TASK_SIGNS, status, '○')}</span>
      <div>
        <strong>{stringIn(block, 'title')}</strong> <small>{status.replaceAll('_', ' ')}</small>
        {notes.map((note, index) => (
          <RichText key={index} block={note} />
        ))}
        {recordsIn(block['sources']).map((source, index) => (
          <small key={index}>
            <Link url={stringIn(source, 'url') ?? ''}>{stringIn(source, 'text') ?? stringIn(source, 'url')}</Link>{' '}
          </small>
        ))}
      </div>
    </div>
  );
}

export function Plan({ block }: Props) {
  return (
    <div class="plan">
      <strong>{stringIn(block, 'title')}</strong>
      {recordsIn(block['tasks']).map((task, index) => (
        <TaskCard key={index} block={task} />
      ))}
    </div>
  );
}
