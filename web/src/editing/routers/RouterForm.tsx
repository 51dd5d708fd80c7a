import type { Ref } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { Form } from '~/design/Form';
import { Failure, Skeleton } from '~/design/States';
import { EditorContext } from '../EditorContext';
import editorForm from '../EditorForm.module.css';
import { Leaving, type Leave } from '../Leaving';
import { RouterFields, routerFields } from './RouterFields';
import { TestSteps } from './TestSteps';
import type { RouterEditor } from './useRouterEditor';
import '../texts';
import './texts';

interface Props {
  readonly editor: RouterEditor;
  /** The verb on the button that saves. */
  readonly action: string;
  /** Absent: the form cannot be left. */
  readonly onClose?: (() => void) | undefined;
  /** For what closes the form in another way than by its button. */
  readonly ref?: Ref<Leave>;
}

/** A router's fields; a new one is tested before it is saved, unless somebody wants it otherwise. */
export function RouterForm({ editor, action, onClose, ref }: Props) {
  const { t } = useTranslation();
  const isProven = !editor.isNew || (editor.steps?.every(({ ok }) => ok === true) ?? false);
  return (
    <EditorContext value={editor}>
      <Form
        className={editorForm.form}
        error={editor.isStale ? null : editor.error}
        fields={routerFields}
        failed={t('routerForm.notSaved')}
        onSend={isProven ? editor.save : editor.test}
        buttons={
          <>
            <Leaving ref={ref} typed={editor.typed} onClose={onClose} />
            <Button key="test" type={isProven ? 'button' : 'submit'} tone={isProven ? 'plain' : 'primary'} disabled={editor.isBusy} onClick={isProven ? editor.test : undefined}>
              {t('routerForm.test')}
            </Button>
            <Button key="save" type={isProven ? 'submit' : 'button'} tone={isProven ? 'primary' : 'plain'} disabled={editor.isBusy || editor.isStale} onClick={isProven ? undefined : editor.save}>
              {action}
            </Button>
          </>
        }
      >
        <RouterFields isNew={editor.isNew} />
        {editor.isStale && <Failure title={t('editing.stale')} detail={t('editing.staleDetail')} action={<Button onClick={editor.readAgain}>{t('editing.readAgain')}</Button>} />}
        <div role="status">
          {editor.isTesting && <Skeleton rows={3} />}
          {editor.steps !== null && <TestSteps steps={editor.steps} />}
        </div>
      </Form>
    </EditorContext>
  );
}
