import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { Failure } from '~/design/States';
import { serverText } from '~/i18n/serverText';

/** A page that broke leaves the frame around it standing. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Failure
      title={t('pageFailure.title')}
      detail={error instanceof Error ? serverText(error.message) : null}
      action={
        <>
          <Button onClick={reset}>{t('action.retry')}</Button> <Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>
        </>
      }
    />
  );
}
