import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import type { Entry } from './execute';
import { usePrompt } from './useKnownCommands';
import styles from './TerminalPage.module.css';

export function TranscriptEntry({ entry }: { readonly entry: Entry }) {
  return (
    <article className={styles.entry}>
      <p className={styles.line}>
        <Prompt /> <span data-testid="typed">{entry.command}</span>
      </p>
      <Result entry={entry} />
    </article>
  );
}

export function Prompt() {
  const { t } = useTranslation();
  const prompt = usePrompt();
  return <span className={styles.prompt}>{prompt ?? t('terminal.prompt')}</span>;
}

function Result({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const formats = useFormats();
  switch (entry.kind) {
    case 'output':
      return (
        <>
          <pre className={styles.text}>{entry.text}</pre>
          {entry.truncated && <p className={styles.note}>{t('terminal.truncated')}</p>}
          {entry.seconds !== null && <p className={styles.time}>{t('state.took', { seconds: formats.decimal(entry.seconds, 2) })}</p>}
        </>
      );
    case 'refused':
      return (
        <div className={styles.refused} role="alert">
          <strong>{t('terminal.refused')}</strong>
          <p>{serverText(entry.text)}</p>
          {entry.rule != null && <p className={styles.time}>{t('terminal.rule', { rule: entry.rule })}</p>}
        </div>
      );
    case 'login':
      return (
        <div className={styles.refused} role="alert">
          <strong>{t('terminal.needsOperator')}</strong>
          {entry.text !== '' && <p>{serverText(entry.text)}</p>}
        </div>
      );
    case 'failed':
      return (
        <div className={styles.refused} role="alert">
          <strong>{t('terminal.failed')}</strong>
          <p>{describeProblem(t, entry.error)}</p>
        </div>
      );
    case 'running':
      return <p className={styles.time}>{entry.text}</p>;
  }
}
