import { TextField } from './Field';

interface Props {
  readonly label: string;
  /** What the address says. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

/** Looked for once it is typed: at Enter, or when the field is left. */
export function SearchField({ label, text, onSearch }: Props) {
  return (
    <TextField
      key={text}
      label={label}
      type="search"
      defaultValue={text}
      spellCheck={false}
      onBlur={(event) => event.target.value.trim() !== text && onSearch(event.target.value.trim())}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        if (event.currentTarget.value.trim() !== text) onSearch(event.currentTarget.value.trim());
      }}
    />
  );
}
