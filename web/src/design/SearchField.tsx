import { useState } from 'react';
import { TextField } from './Field';

interface Props {
  readonly label: string;
  /** What the address says. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

/** Looked for once it is typed: at Enter, or when the field is left. */
export function SearchField({ label, text, onSearch }: Props) {
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  // Back, or a link, may say another text; a field made anew would lose the focus.
  if (seen !== text) {
    setSeen(text);
    setTyped(text);
  }
  const look = () => typed.trim() !== text && onSearch(typed.trim());
  return (
    <TextField
      label={label}
      type="search"
      value={typed}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={look}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        look();
      }}
    />
  );
}
