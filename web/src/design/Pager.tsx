import { useTranslation } from '~/i18n/useTranslation';
import { Button } from './Button';
import styles from './Pager.module.css';

interface Props {
  /** From 1. */
  readonly page: number;
  readonly last: number;
  readonly onGo: (page: number) => void;
}

/** Before, which of how many, next; nothing where one page holds all. */
export function Pager({ page, last, onGo }: Props) {
  const { t } = useTranslation();
  if (last <= 1) return null;
  return (
    <div className={styles.pager}>
      <Button disabled={page <= 1} onClick={() => onGo(page - 1)}>
        {t('page.before')}
      </Button>
      <span>{t('page.of', { page, last })}</span>
      <Button disabled={page >= last} onClick={() => onGo(page + 1)}>
        {t('page.next')}
      </Button>
    </div>
  );
}
