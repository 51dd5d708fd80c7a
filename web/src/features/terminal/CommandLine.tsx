import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/design/Button';
import { Status } from '~/design/Status';
import { Prompt } from './TranscriptEntry';
import { knownCommands } from './knownCommands';
import { usePolicy, type Verdict } from './usePolicy';
import styles from './TerminalPage.module.css';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly past: readonly string[];
  readonly busy: boolean;
}

const MAX_LENGTH = 512;

/** Arrow keys walk through what was typed before, as on the router. */
export function CommandLine({ value, onChange, past, busy }: Props) {
  const { t } = useTranslation();
  const list = useId();
  const [back, setBack] = useState(0);
  const verdict = usePolicy(value);
  const walk = (step: number) => {
    const next = Math.max(0, Math.min(past.length, back + step));
    setBack(next);
    onChange(next === 0 ? '' : (past[past.length - next] ?? ''));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && past.length > 0) walk(1);
    else if (event.key === 'ArrowDown' && back > 0) walk(-1);
    else {
      if (event.key === 'Enter') setBack(0);
      return;
    }
    event.preventDefault();
  };
  return (
    <>
      <PolicyLine verdict={verdict} />
      <div className={styles.commandLine}>
      <Prompt />
      <input
        className={styles.command}
        aria-label={t('terminal.command')}
        placeholder={t('terminal.placeholder')}
        value={value}
        maxLength={MAX_LENGTH}
        list={past.length === 0 || value !== '' ? list : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <datalist id={list}>
        {knownCommands.map((command) => (
          <option key={command} value={command} />
        ))}
      </datalist>
      <Button type="submit" tone="primary" disabled={busy || value.trim() === ''}>
        {t('terminal.send')}
      </Button>
      </div>
    </>
  );
}

function PolicyLine({ verdict }: { readonly verdict: Verdict | null }) {
  const { t } = useTranslation();
  if (verdict === null) return null;
  return (
    <p className={styles.policy} role="status">
      {verdict.allowed === true ? (
        <Status tone="good">{t('terminal.willSend', { command: verdict.command ?? '' })}</Status>
      ) : (
        <>
          <Status tone="bad">{t('terminal.rule', { rule: verdict.rule ?? '' })}</Status> {verdict.reason}
        </>
      )}
    </p>
  );
}
