import { useImperativeHandle, useRef, type Ref } from 'react';
import styles from './CodeArea.module.css';

// As the style sheet has them.
const LINE_PX = 20;
const ABOVE_LINES = 3;

export interface CodeHandle {
  /** Selects the line, and brings it into sight. */
  readonly goTo: (line: number) => void;
}

interface Props {
  readonly label: string;
  readonly text: string;
  /** Absent: the text is only shown. */
  readonly onType?: (text: string) => void;
  /** Lines in which something is wrong, from 1. */
  readonly wrong?: ReadonlySet<number>;
  /** Lines that are changed elsewhere, from 1. */
  readonly fixed?: ReadonlySet<number>;
  readonly describedBy?: string | undefined;
  readonly ref?: Ref<CodeHandle>;
}

const none: ReadonlySet<number> = new Set();

/** A text with the numbers of its lines. Tab leaves it, as any other field. */
export function CodeArea({ label, text, onType, wrong = none, fixed = none, describedBy, ref }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = text.split('\n');
  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      const before = lines.slice(0, line - 1);
      const start = before.reduce((sum, { length }) => sum + length + 1, 0);
      area.current?.focus();
      area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      if (frame.current !== null) frame.current.scrollTop = Math.max(0, (line - 1 - ABOVE_LINES) * LINE_PX);
    },
  }));
  return (
    <div className={styles.frame} ref={frame} data-wrong={wrong.size > 0 || undefined}>
      <div className={styles.gutter} aria-hidden="true">
        <Marks lines={fixed} kind="fixed" />
        <Marks lines={wrong} kind="wrong" />
        <pre className={styles.numbers}>{lines.map((_, index) => index + 1).join('\n')}</pre>
      </div>
      <textarea
        ref={area}
        className={styles.area}
        aria-label={label}
        aria-invalid={wrong.size > 0}
        aria-describedby={describedBy}
        rows={lines.length}
        wrap="off"
        value={text}
        readOnly={onType === undefined}
        onChange={(event) => onType?.(event.target.value)}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
      />
    </div>
  );
}

/** One mark a stretch: a file may have thousands of lines. */
function Marks({ lines, kind }: { readonly lines: ReadonlySet<number>; readonly kind: 'fixed' | 'wrong' }) {
  const firsts = [...lines].filter((line) => !lines.has(line - 1));
  return firsts.map((first) => {
    let last = first;
    while (lines.has(last + 1)) last += 1;
    return <span key={first} className={styles.mark} data-kind={kind} style={{ top: (first - 1) * LINE_PX, height: (last - first + 1) * LINE_PX }} />;
  });
}
