import { useEffect, useState } from 'preact/hooks';

/** What is open on the page: a channel (or the app's Home tab) and perhaps a thread in it. */
export type OpenPlace = {
  readonly channel: string | null;
  readonly thread: string | null;
  /** The message that a link leads to. */
  readonly message?: string | null;
};

const readHash = (): OpenPlace => {
  const [channel = '', thread = '', message = ''] = location.hash.replace(/^#\/?/, '').split('/');
  return { channel: channel || null, thread: thread || null, message: message || null };
};

/** The place in the address, so that a reload and the back button keep it. */
export function useOpenPlace(): readonly [OpenPlace, (place: OpenPlace) => void] {
  const [place, setPlace] = useState(readHash);
  useEffect(() => {
    const follow = () => setPlace(readHash());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = ({ channel, thread, message }: OpenPlace) => {
    const parts = [channel, thread, message];
    const named = parts.slice(0, parts.findLastIndex((part) => part !== null) + 1);
    location.hash = named.map((part) => `/${part ?? ''}`).join('');
  };
  return [place, go];
}
