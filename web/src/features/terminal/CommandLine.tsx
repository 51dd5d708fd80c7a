import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { Status } from '~/design/Status';
import { serverText } from '~/i18n/serverText';
import { Prompt } from './TranscriptEntry';
import { complete } from './complete';
import { useKnownCommands } from './useKnownCommands';
import { usePolicy, type Verdict } from './usePolicy';
import styles from './TerminalPage.module.css';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly past: readonly string[];
  readonly busy: boolean;
}

const MAX_LENGTH = 512;

/** Arrow keys walk through what was typed before, Tab completes and ? lists, as on the router. */
export function CommandLine({ value, onChange, past, busy }: Props) {
  const { t } = useTranslation();
  const list = useId();
  const known = useKnownCommands();
  const input = useRef<HTMLInputElement>(null);
  const [back, setBack] = useState(0);
  const [options, setOptions] = useState<readonly string[]>([]);
  const verdict = usePolicy(value);
  const walk = (step: number) => {
    const next = Math.max(0, Math.min(past.length, back + step));
    setBack(next);
    onChange(next === 0 ? '' : (past[past.length - next] ?? ''));
  };
  const change = (line: string) => {
    setOptions([]);
    onChange(line);
  };
  const completeLine = (): boolean => {
    const completion = complete(value, known);
    // Where there is nothing to complete, Tab goes on to the next control.
    if (value.trim() === '' || completion.options.length === 0) return false;
    if (completion.line !== value) onChange(completion.line);
    setOptions(completion.options.length > 1 ? completion.options : []);
    return true;
  };
  const choose = (line: string) => {
    change(`${line} `);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && past.length > 0) walk(1);
    else if (event.key === 'ArrowDown' && back > 0) walk(-1);
    else if (event.key === 'Escape' && options.length > 0) setOptions([]);
    else if (event.key === '?') setOptions(complete(value, known).options);
    else if (event.key !== 'Tab' || event.shiftKey || !completeLine()) {
      if (event.key === 'Enter') {
        setBack(0);
        setOptions([]);
      }
      return;
    }
    event.preventDefault();
  };
  return (
    <>
      {options.length > 0 && (
        <ul id={list} className={styles.options} aria-label={t('terminal.options')}>
          {options.map((option) => (
            <li key={option}>
              <button type="button" onClick={() => choose(option)}>
                {option}
              </button>
            </li>
          ))}
        </ul>
      )}
      <PolicyLine verdict={verdict} />
      <div className={styles.commandLine}>
      <Prompt />
      <input
        ref={input}
        className={styles.command}
        aria-label={t('terminal.command')}
        placeholder={t('terminal.placeholder')}
        value={value}
        maxLength={MAX_LENGTH}
        aria-describedby={options.length > 0 ? list : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
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
          <Status tone="bad">{t('terminal.rule', { rule: verdict.rule ?? '' })}</Status> {serverText(verdict.reason)}
        </>
      )}
    </p>
  );
}
