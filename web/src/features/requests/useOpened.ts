import { useState } from 'react';
import type { RequestFilter, RequestLine, Sample } from './sample';

/** The request that is open, kept for as long as it is: busy gateways push it out of the sample within seconds. */
export function useOpened(request: number | undefined, filter: RequestFilter, sample: Sample | undefined): { readonly line: RequestLine | undefined; readonly keep: (line: RequestLine) => void } {
  // With another filter the same number is another request.
  const of = JSON.stringify(filter);
  const [kept, setKept] = useState<{ readonly line: RequestLine; readonly of: string } | null>(null);
  const known = kept !== null && kept.line.seq === request && kept.of === of ? kept.line : undefined;
  const line = known ?? sample?.lines.find(({ seq }) => seq === request);
  if (known === undefined && line !== undefined) setKept({ line, of });
  return { line, keep: (chosen) => setKept({ line: chosen, of }) };
}
