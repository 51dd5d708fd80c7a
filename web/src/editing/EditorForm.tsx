import { type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { TextField } from '~/design/Field';
import { Failure } from '~/design/States';
import { Differences } from './Differences';
import { EditorContext } from './EditorContext';
import { Leaving } from './Leaving';
import type { Editor } from './useEditor';
import styles from './EditorForm.module.css';
import './texts';

const MAX_REASON = 500;

interface Props {
  readonly editor: Editor;
  /** The verb on the button that saves. */
  readonly action: string;
  /** Absent: the form cannot be left. */
  readonly onClose?: () => void;
  /** The keys that fields of this form show the errors of. */
  readonly children: ReactNode;
}

/** Fields, what would change, why, and saving; a conflict keeps what was typed. */
export function EditorForm({ editor, action, onClose, children }: Props) {
  const { t } = useTranslation();
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    editor.save();
  };
  return (
    <EditorContext value={editor}>
      <form className={styles.form} onSubmit={onSubmit}>
        {children}
        <Outcome editor={editor} />
        {!editor.isPlain && <TextField label={t('editing.reason')} hint={t('editing.reasonHint')} maxLength={MAX_REASON} value={editor.reason} onChange={(event) => editor.setReason(event.target.value)} />}
        <div className={styles.buttons}>
          <Leaving typed={editor.typed} onClose={onClose} />
          {!editor.isPlain && (
            <Button onClick={editor.preview} disabled={editor.isBusy}>
              {t('editing.preview')}
            </Button>
          )}
          <Button type="submit" tone="primary" disabled={editor.isBusy || editor.isStale}>
            {action}
          </Button>
        </div>
      </form>
    </EditorContext>
  );
}

function Outcome({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const fields = Object.entries(editor.errors);
  return (
    <div role="status" className={styles.outcome}>
      {editor.isStale && (
        <Failure title={t('editing.stale')} detail={t('editing.staleDetail')} action={<Button onClick={editor.readAgain}>{t('editing.readAgain')}</Button>} />
      )}
      {!editor.isStale && editor.changedByOthers.length > 0 && (
        <p className={styles.note}>{t('editing.reread', { fields: editor.changedByOthers.join(', ') })}</p>
      )}
      {editor.error !== null && fields.length === 0 && <Failure title={t('editing.notSaved')} detail={describeProblem(t, editor.error)} />}
      {fields.length > 0 && (
        <div className={styles.refused} role="alert">
          <p className={styles.refusedTitle}>{t('editing.notSaved')}</p>
          <ul>
            {fields.map(([field, message]) => (
              <li key={field}>
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {editor.differences !== null && (
        <section className={styles.preview}>
          <h3>{t('editing.differences')}</h3>
          <Differences lines={editor.differences} />
        </section>
      )}
    </div>
  );
}
