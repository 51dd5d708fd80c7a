import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { Page } from '~/design/Page';
import { useRouterId } from '~/live/routerId';
import './texts';
import { CommandLine } from './CommandLine';
import { execute, type Entry } from './execute';
import { TranscriptEntry } from './TranscriptEntry';
import { useTranscript } from './transcript';
import styles from './TerminalPage.module.css';

// How the server words a refusal: the rule's name, then what is wrong and what to do.
const REFUSAL = /^Refused by the rule (\w+): (.*)$/s;

/** The router's own look. A command that the policy refuses shows the rule; nothing was sent then. */
export function TerminalPage() {
  const { t } = useTranslation();
  const router = useRouterId();
  const transcript = useTranscript(router ?? '');
  const [command, setCommand] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const run = useMutation({
    mutationFn: (line: string) => execute(line, router),
    onSettled: (answer, error, line) => transcript.add(entryOf(line, answer, error)),
  });
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [transcript.entries, run.isPending]);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const line = command.trim();
    if (line === '' || run.isPending) return;
    setCommand('');
    run.mutate(line);
  };
  const last = transcript.entries.at(-1);
  return (
    <Page
      title={t('nav.terminal')}
      aside={
        <Button onClick={transcript.clear} disabled={transcript.entries.length === 0}>
          {t('terminal.clear')}
        </Button>
      }
    >
      <section className={styles.terminal} aria-label={t('nav.terminal')}>
        <div className={styles.output} role="log" aria-live="polite" tabIndex={0} aria-label={t('terminal.output')}>
          <p className={styles.welcome}>{t('terminal.welcome')}</p>
          {transcript.entries.map((entry) => (
            <TranscriptEntry key={entry.id} entry={entry} />
          ))}
          {run.isPending && <TranscriptEntry entry={{ id: -1, command: run.variables, kind: 'running', text: t('terminal.running'), seconds: null, truncated: false }} />}
          <div ref={end} />
        </div>
        <form onSubmit={onSubmit}>
          <CommandLine value={command} onChange={setCommand} past={transcript.entries.map((entry) => entry.command)} busy={run.isPending} />
        </form>
      </section>
      {last?.kind === 'login' && (
        <Link to="/login" search={{ back: '/monitor/terminal' }}>
          {t('session.login')}
        </Link>
      )}
    </Page>
  );
}

function entryOf(line: string, answer: Awaited<ReturnType<typeof execute>> | undefined, error: unknown): Omit<Entry, 'id'> {
  if (answer !== undefined) return { command: answer.command, kind: 'output', text: answer.error === null ? answer.output : `${answer.output}\n${answer.error}`.trim(), seconds: answer.seconds, truncated: answer.truncated };
  const nothing = { command: line, text: '', seconds: null, truncated: false };
  if (!isProblem(error)) return { ...nothing, kind: 'failed', error };
  const refusal = REFUSAL.exec(error.detail ?? '');
  if (refusal !== null) return { ...nothing, kind: 'refused', rule: refusal[1] ?? null, text: refusal[2] ?? '' };
  if (error.status === 401 || error.status === 403) return { ...nothing, kind: 'login', text: error.detail ?? '' };
  return { ...nothing, kind: 'failed', error };
}
