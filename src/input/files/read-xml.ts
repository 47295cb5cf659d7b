import { SaxesParser } from 'saxes';

/** Bytes that are turned into text at a time: of a large sheet the whole text never stands in memory. */
const SLICE_BYTES = 256 * 1024;

/** What is heard of an XML text. Names are without their prefix. */
export type XmlListener = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  /** False: enough was heard. */
  readonly close?: (name: string) => unknown;
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Walks through an XML text, and yields between parts of it. Entities of a document type are not resolved. @throws Error for what is no XML. */
export function* readXml(bytes: Uint8Array, { open, text, close }: XmlListener): Generator<undefined, void> {
  const parser = new SaxesParser();
  let isDone = false;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!isDone) open?.(localName(name), attributes);
  });
  parser.on('text', (piece) => {
    if (!isDone) text?.(piece);
  });
  parser.on('cdata', (piece) => {
    if (!isDone) text?.(piece);
  });
  parser.on('closetag', ({ name }) => {
    if (!isDone && close?.(localName(name)) === false) isDone = true;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let from = 0; from < bytes.length && !isDone; from += SLICE_BYTES) {
    const slice = bytes.subarray(from, from + SLICE_BYTES);
    parser.write(decoder.decode(slice, { stream: from + SLICE_BYTES < bytes.length }));
    yield;
  }
  if (!isDone) parser.close();
}
