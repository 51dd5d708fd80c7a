import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { controlQuery } from '~/api/control';
import { configurationKey } from '~/api/gateway';
import { isProblem } from '~/api/problem';
import { useTries, type Tries } from '~/editing/useTries';
import { useTyped, type Typed } from '~/editing/useTyped';
import { faultsOf, readWhole, saveWhole, tryWhole, type Answer, type Configuration, type Fault } from './configuration';
import { follow, merge, type Clash } from './merge';

export interface ConfigurationEditor extends Tries {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What it was, or is by now, without what was typed. */
  readonly base: Configuration;
  readonly isChanged: boolean;
  readonly typed: Typed;
  readonly faults: readonly Fault[];
  /** Of the last try, where no line tells it. */
  readonly error: Error | null;
  /** After reading again: the places that both changed; null while nobody was faster. */
  readonly clashes: readonly Clash[] | null;
  /** This place has been looked after: what the other person had there is shown no longer. */
  readonly settle: (clash: Clash) => void;
}

/** The whole configuration under somebody's hands: tried before it is saved, and nothing typed is lost when somebody was faster. */
export function useConfigurationEditor(stored: Configuration, onSaved: (answer: Answer) => void): ConfigurationEditor {
  const queries = useQueryClient();
  const [base, setBase] = useState(stored);
  const [text, setText] = useState(stored.text);
  const [clashes, setClashes] = useState<readonly Clash[] | null>(null);
  const isChanged = text !== base.text;
  const typed = useTyped(isChanged);
  const ifMatch = base.tag ?? undefined;
  const { tries, forget, error } = useTries({
    preview: () => tryWhole(text, ifMatch),
    save: (reason) => saveWhole(text, ifMatch, reason),
    onSaved: async (answer) => {
      typed.settle();
      await Promise.all([queries.invalidateQueries({ queryKey: configurationKey }), queries.invalidateQueries({ queryKey: controlQuery.queryKey })]);
      onSaved(answer);
    },
    read: () => readWhole(),
    onRead: (now) => {
      const merged = merge(base.text, text, now.text);
      setBase(now);
      setText(merged.text);
      // What was not settled before this reading is not settled by it.
      const open = follow(clashes ?? [], text, merged.text).filter(({ line }) => merged.clashes.every((clash) => clash.line !== line));
      setClashes([...open, ...merged.clashes].sort((one, other) => one.line - other.line));
    },
  });
  const faults = isProblem(error) ? faultsOf(error.fields) : [];
  return {
    ...tries,
    text,
    setText: (now) => {
      setText(now);
      setClashes(clashes === null || clashes.length === 0 ? null : follow(clashes, text, now));
      forget();
    },
    base,
    isChanged,
    typed,
    faults,
    error: tries.isStale || faults.length > 0 ? null : error,
    clashes,
    settle: (settled) => setClashes(clashes?.filter((clash) => clash !== settled) ?? null),
  };
}
