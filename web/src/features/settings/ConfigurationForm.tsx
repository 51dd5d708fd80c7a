import { useEffect, useId, useMemo, useRef, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { compare, fold } from '~/design/lineDiff';
import { SideBySide } from '~/design/SideBySide';
import { Failure } from '~/design/States';
import { Differences } from '~/editing/Differences';
import { Leaving } from '~/editing/Leaving';
import { CodeArea, type CodeHandle } from './CodeArea';
import { linesOfFile, type Answer, type Configuration } from './configuration';
import { FaultList } from './FaultList';
import { FileNote } from './FileNote';
import styles from './Settings.module.css';
import { useConfigurationEditor, type ConfigurationEditor } from './useConfigurationEditor';

const MAX_REASON = 500;

interface Props {
  readonly stored: Configuration;
  readonly onClose: () => void;
  readonly onSaved: (answer: Answer) => void;
}

/** The whole text, what would change, why, and saving; leaving with something typed asks first. */
export function ConfigurationForm({ stored, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const editor = useConfigurationEditor(stored, onSaved);
  const code = useRef<CodeHandle>(null);
  const outcome = useId();
  const wrong = useMemo(() => new Set(editor.faults.flatMap(({ line }) => (line === null ? [] : [line]))), [editor.faults]);
  const first = editor.faults.find(({ line }) => line !== null)?.line ?? null;
  useEffect(() => {
    if (first !== null) code.current?.goTo(first);
  }, [first]);
  const goTo = (line: number) => code.current?.goTo(line);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    editor.save();
  };
  return (
    <form className={styles.sections} onSubmit={onSubmit}>
      <FileNote of={editor.base} />
      <CodeArea
        ref={code}
        label={t('settings.configuration')}
        text={editor.text}
        onType={editor.setText}
        wrong={wrong}
        fixed={linesOfFile(editor.text, editor.base.managed)}
        describedBy={outcome}
      />
      <p className={styles.quiet}>{t('settings.masked')}</p>
      <div role="status" id={outcome} className={styles.sections}>
        <Outcome editor={editor} onLine={goTo} />
      </div>
      <TextField label={t('editing.reason')} hint={t('editing.reasonHint')} maxLength={MAX_REASON} value={editor.reason} onChange={(event) => editor.setReason(event.target.value)} />
      <div className={styles.buttons}>
        <Leaving typed={editor.typed} onClose={onClose} />
        <Button onClick={editor.preview} disabled={editor.isBusy}>
          {t('editing.preview')}
        </Button>
        <Button type="submit" tone="primary" disabled={editor.isBusy || editor.isStale || !editor.isChanged}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  );
}

function Outcome({ editor, onLine }: { readonly editor: ConfigurationEditor; readonly onLine: (line: number) => void }) {
  const { t } = useTranslation();
  return (
    <>
      {editor.isStale && <Failure title={t('editing.stale')} detail={t('settings.staleDetail')} action={<Button onClick={editor.readAgain}>{t('editing.readAgain')}</Button>} />}
      {editor.clashes !== null && (
        <div className={styles.note}>
          <p>{editor.clashes.length === 0 ? t('settings.merged') : t('settings.clashed', { count: editor.clashes.length })}</p>
          {editor.clashes.map((clash, index) => (
            <div key={index} className={styles.clash}>
              <Button onClick={() => onLine(clash.line)}>{t('settings.line', { line: clash.line })}</Button>
              <pre>{clash.theirs === '' ? t('settings.theyRemoved') : clash.theirs}</pre>
              <Button tone="quiet" onClick={() => editor.settle(clash)} aria-label={t('settings.settleLine', { line: clash.line })}>
                {t('settings.settle')}
              </Button>
            </div>
          ))}
        </div>
      )}
      {editor.error !== null && <Failure title={t('editing.notSaved')} detail={describeProblem(t, editor.error)} />}
      {editor.faults.length > 0 && <FaultList faults={editor.faults} onLine={onLine} />}
      {editor.differences !== null && <Preview editor={editor} differences={editor.differences} />}
    </>
  );
}

function Preview({ editor, differences }: { readonly editor: ConfigurationEditor; readonly differences: NonNullable<ConfigurationEditor['differences']> }) {
  const { t } = useTranslation();
  const parts = useMemo(() => fold(compare(editor.base.text, editor.text)), [editor.base.text, editor.text]);
  return (
    <section className={styles.preview}>
      <h3>{t('editing.differences')}</h3>
      <Differences lines={differences} />
      <h3>{t('settings.beside')}</h3>
      <SideBySide parts={parts} before={t('settings.before')} after={t('settings.after')} />
    </section>
  );
}
