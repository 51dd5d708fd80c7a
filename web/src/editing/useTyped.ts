import { useEffect, useMemo, useRef } from 'react';

/** Whether a form holds something that was typed and is kept nowhere else. */
export interface Typed {
  readonly isTyped: () => boolean;
  /** It was saved, or given up: whoever goes on to another page at once is not asked. */
  readonly settle: () => void;
}

export function useTyped(isChanged: boolean): Typed {
  const typed = useRef(false);
  useEffect(() => {
    typed.current = isChanged;
  }, [isChanged]);
  return useMemo(
    () => ({
      isTyped: () => typed.current,
      settle: () => {
        typed.current = false;
      },
    }),
    [],
  );
}
