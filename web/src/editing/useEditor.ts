import { useState } from 'react';
import type { Tagged } from '~/api/http';
import type { FieldErrors } from '~/api/problem';
import { useFieldErrors } from '~/design/FormErrors';
import { dryRun, make, type Change } from './changes';
import { addRow, bodyOf, differing, draftOf, rebase, removeRow, type Body, type Draft, type Shape } from './fields';
import { useTries, type Tries } from './useTries';
import { useTyped, type Typed } from './useTyped';

export interface Subject {
  readonly shape: Shape;
  /** What is changed; null: a new one is made. */
  readonly stored: Tagged<Body> | null;
  /** What a new one begins with. */
  readonly initial?: Body;
  /** The server neither tries such a change nor keeps a reason with it. */
  readonly isPlain?: boolean;
  readonly change: (body: Body) => Omit<Change, 'ifMatch'>;
  /** Reads the object again, after somebody else changed it. */
  readonly reread?: () => Promise<Tagged<Body>>;
  /** The field that the server means by the key of an error, where the form is of a part of what is sent. */
  readonly fieldOf?: (key: string) => string;
  readonly onSaved: (answer: unknown) => void;
}

export interface Editor extends Tries {
  readonly draft: Draft;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly set: (name: string, value: string) => void;
  /** Several fields at once. */
  readonly assign: (values: Draft) => void;
  readonly addRow: (list: string) => void;
  readonly removeRow: (list: string, index: number) => void;
  /** There is nothing to preview, and no reason is asked for. */
  readonly isPlain: boolean;
  /** The fields that the other one changed, after reading again. */
  readonly changedByOthers: readonly string[];
  /** Of the last try, where no field tells it. */
  readonly error: Error | null;
}

interface State {
  readonly base: Body | null;
  readonly tag: string | undefined;
  readonly draft: Draft;
  readonly changedByOthers: readonly string[];
}

/** A form over an object of the configuration: what would change before it does, and nothing lost when somebody was faster. */
export function useEditor({ shape, stored, initial, isPlain = false, change, reread, fieldOf, onSaved }: Subject): Editor {
  const [state, setState] = useState<State>(() => {
    const base = stored?.body ?? initial ?? null;
    return { base, tag: stored?.tag ?? undefined, draft: draftOf(shape, base), changedByOthers: [] };
  });
  const whole = () => ({ ...change(bodyOf(shape, state.draft, state.base)), ifMatch: state.tag });
  const { tries, forget, error } = useTries({
    preview: () => dryRun(whole()),
    save: (reason) => make(whole(), reason),
    onSaved: (answer) => {
      typed.settle();
      onSaved(answer);
    },
    read: async () => reread?.() ?? null,
    onRead: (now) => {
      if (now !== null) setState((before) => onto(shape, before, now));
    },
  });
  const typed = useTyped(tries.reason !== '' || differing(state.draft, draftOf(shape, state.base)).length > 0);
  const edit = (draft: Draft) => {
    setState((before) => ({ ...before, draft }));
    forget();
  };
  const errors = useFieldErrors(error);
  return {
    ...tries,
    draft: state.draft,
    typed,
    errors: fieldOf === undefined ? errors : Object.fromEntries(Object.entries(errors).map(([key, message]) => [fieldOf(key), message])),
    set: (name, value) => edit({ ...state.draft, [name]: value }),
    assign: (values) => edit({ ...state.draft, ...values }),
    addRow: (list) => edit(addRow(state.draft, list)),
    removeRow: (list, index) => edit(removeRow(state.draft, list, index)),
    isPlain,
    changedByOthers: state.changedByOthers,
    error: tries.isStale ? null : error,
  };
}

function onto(shape: Shape, before: State, now: Tagged<Body>): State {
  const [old, fresh] = [draftOf(shape, before.base), draftOf(shape, now.body)];
  const changedByOthers = differing(old, fresh).filter((key) => !key.endsWith('#'));
  return { base: now.body, tag: now.tag ?? undefined, draft: rebase(before.draft, old, fresh), changedByOthers };
}
