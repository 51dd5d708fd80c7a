import { useTranslation } from '~/i18n/useTranslation';
import { addressOf, type OneTimeLink } from '~/api/people';
import { Button } from '~/design/Button';
import { CopyOnce } from '~/design/CopyOnce';
import { Dialog } from '~/design/Dialog';
import form from '~/design/Form.module.css';
import { Moment } from '~/design/Moment';
import rows from '~/design/Rows.module.css';

interface Props {
  readonly email: string;
  /** Null: the account was there before, and has its password. */
  readonly link: OneTimeLink | null;
  readonly onClose: () => void;
}

export function LinkShown({ email, link, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('users.linkTitle', { email })} onClose={onClose}>
      <div className={rows.stack}>
        {link === null ? (
          <p>{t('users.hadAccount')}</p>
        ) : (
          <>
            <CopyOnce label={t('users.link')} secret={addressOf(link)} note={t('users.linkNote')} />
            <p>
              {t('users.linkUntil')} <Moment at={link.expires_at} none="" />
            </p>
          </>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
